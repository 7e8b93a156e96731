import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import type { ServicePlan } from '../model/deployment-plan.js';
import type { Platform } from './platform.js';

/** How an ECS service is reached through Service Connect and reaches others; undefined: not at all. */
export function serviceConnectProps(
  { name, serviceConnect }: Pick<ServicePlan, 'name' | 'serviceConnect'>,
  { namespace, logGroup }: Pick<Platform, 'namespace' | 'logGroup'>,
): ecs.ServiceConnectProps | undefined {
  if (serviceConnect === undefined) return undefined;
  return {
    // Other VPCs may have a namespace of the same name.
    namespace: namespace.namespaceArn,
    ...(serviceConnect.endpoints.length === 0
      ? {}
      : {
          services: serviceConnect.endpoints.map(
            ({ portMapping, discoveryName, dnsName, port, requestTimeout, idleTimeout }) => ({
              portMappingName: portMapping,
              discoveryName,
              dnsName,
              port,
              perRequestTimeout: seconds(requestTimeout),
              idleTimeout: seconds(idleTimeout),
            }),
          ),
        }),
    logDriver: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: `${name}-service-connect` }),
  };
}

function seconds(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.seconds(amount);
}
