"""Loaded by Python before the imitation of AWS: what moto drops when CloudFormation makes a load balancer."""

import importlib.abc
import importlib.util
import sys


def keep_the_type(models):
    """An application load balancer is all that moto makes, whatever the template's Type says."""

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        properties = cloudformation_json["Properties"]
        return models.elbv2_backends[account_id][region_name].create_load_balancer(
            resource_name,
            properties.get("SecurityGroups"),
            properties.get("Subnets"),
            scheme=properties.get("Scheme", "internet-facing"),
            loadbalancer_type=properties.get("Type"),
        )

    models.FakeLoadBalancer.create_from_cloudformation_json = classmethod(create)


class Patched(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "moto.elbv2.models":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module

        def run_and_patch(module):
            run(module)
            keep_the_type(module)

        spec.loader.exec_module = run_and_patch
        return spec


sys.meta_path.insert(0, Patched())
