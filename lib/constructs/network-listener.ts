import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ListenerPlan } from '../model/deployment-plan.js';
import { listenerCertificates, type Certificates } from './domains.js';
import { admit, serviceOf, targetGroupId, targetOf, targetProps, type TargetContext } from './targets.js';

/** A listener for TCP, UDP or TLS, with what it forwards to. */
export function makeNetworkListener(
  loadBalancer: elbv2.INetworkLoadBalancer,
  plan: ListenerPlan,
  context: TargetContext,
  certificates: Certificates,
): void {
  if (plan.action.kind !== 'forward') throw new Error(`listener ${plan.port} forwards nothing`);
  const { target } = plan.action;
  const { service, override } = serviceOf(context, target);
  const props: elbv2.NetworkTargetGroupProps = {
    ...targetProps(target, context.platform.vpc),
    protocol: target.protocol as elbv2.Protocol,
  };
  const targetGroup = new elbv2.NetworkTargetGroup(
    service,
    targetGroupId(context, plan, target),
    override.networkTargetGroup?.(props) ?? props,
  );
  loadBalancer.addListener(`Listener${plan.port}`, {
    port: plan.port,
    protocol: plan.protocol as elbv2.Protocol,
    ...(plan.protocol === 'TLS'
      ? { certificates: listenerCertificates(plan, certificates), sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS }
      : {}),
    defaultTargetGroups: [targetGroup],
  });
  targetOf(service, target).attachToNetworkTargetGroup(targetGroup);
  admit(service, context, target);
  service.targetGroups.push(targetGroup);
}
