"""Loaded by Python before the imitation of AWS: what moto drops of load balancers and nested stacks, and of names."""

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


def nest_stacks(models):
    """A nested stack of moto goes by its name, hands out nothing and is made anew by every update."""

    def attribute(self, name):
        key = name.removeprefix("Outputs.")
        return next(output["OutputValue"] for output in self.outputs if output["OutputKey"] == key)

    def update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        properties = cloudformation_json["Properties"]
        template = models.get_stack_from_s3_url(properties["TemplateURL"], account_id=account_id, partition="aws")
        original_resource.update(template, parameters=properties.get("Parameters", {}))
        return original_resource

    models.Stack.physical_resource_id = property(lambda self: self.stack_id)
    models.Stack.get_cfn_attribute = attribute
    models.Stack.update_from_cloudformation_json = classmethod(update)


def take_a_name_once(models):
    """A name of a DNS namespace belongs to one service (CreateService, AWS Cloud Map API: ServiceAlreadyExists)."""
    create_service = models.ServiceDiscoveryBackend.create_service

    def create(self, name, namespace_id, *args, **kwargs):
        if any(one.name == name and one.namespace_id == namespace_id for one in self.services.values()):
            from moto.core.exceptions import JsonRESTError

            raise JsonRESTError("ServiceAlreadyExists", f"Service already exists: {name}")
        return create_service(self, name, namespace_id, *args, **kwargs)

    models.ServiceDiscoveryBackend.create_service = create


def keep_the_group(models):
    """A security group of moto is made anew by every update, under another id than its rules know."""

    def update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        return original_resource

    models.SecurityGroup.update_from_cloudformation_json = classmethod(update)


def take_many_zones(models):
    """A VPC has private zones of many names, one of each (ConflictingDomainExists, Amazon Route 53 API); moto takes one."""
    create_namespace = models.ServiceDiscoveryBackend.create_private_dns_namespace

    def create(self, name, *args, **kwargs):
        known = self.namespaces
        self.namespaces = {id: one for id, one in known.items() if one.name == name}
        try:
            return create_namespace(self, name, *args, **kwargs)
        finally:
            self.namespaces = {**known, **self.namespaces}

    models.ServiceDiscoveryBackend.create_private_dns_namespace = create


def mend_names(models):
    take_a_name_once(models)
    take_many_zones(models)


PATCHES = {
    "moto.ec2.models.security_groups": keep_the_group,
    "moto.elbv2.models": keep_the_type,
    "moto.cloudformation.models": nest_stacks,
    "moto.servicediscovery.models": mend_names,
}


class Patched(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        patch = PATCHES.pop(name, None)
        if patch is None:
            return None
        spec = importlib.util.find_spec(name)
        run = spec.loader.exec_module

        def run_and_patch(module):
            run(module)
            patch(module)

        spec.loader.exec_module = run_and_patch
        return spec


sys.meta_path.insert(0, Patched())
