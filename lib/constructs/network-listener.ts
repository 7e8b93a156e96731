import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { ListenerPlan, TargetPlan } from '../model/deployment-plan.js';
import { listenerCertificates, type Certificates } from './domains.js';
import { admit, serviceOf, targetOf, targetProps, type TargetContext } from './targets.js';

/** A listener for TCP, UDP or TLS, with what it forwards to. */
export function makeNetworkListener(
  loadBalancer: elbv2.INetworkLoadBalancer,
  plan: ListenerPlan,
  context: TargetContext,
  certificates: Certificates,
): void {
  if (plan.action.kind !== 'forward') throw new Error(`listener ${plan.port} forwards nothing`);
  const { target } = plan.action;
  const { service } = serviceOf(context, target);
  const known = service.targetGroups.find(
    (group): group is elbv2.NetworkTargetGroup =>
      group instanceof elbv2.NetworkTargetGroup && group.node.id === target.group,
  );
  const targetGroup = known ?? makeTargetGroup(target, context);
  const id = `Listener${plan.port}`;
  const props: elbv2.BaseNetworkListenerProps = {
    port: plan.port,
    protocol: plan.protocol as elbv2.Protocol,
    ...(plan.protocol === 'TLS'
      ? { certificates: listenerCertificates(plan, certificates), sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS }
      : {}),
    defaultTargetGroups: [targetGroup],
  };
  if (context.home === loadBalancer) loadBalancer.addListener(id, props);
  else new elbv2.NetworkListener(context.home, id, { ...props, loadBalancer });
  if (known !== undefined) return;
  targetOf(service, target).attachToNetworkTargetGroup(targetGroup);
  admit(service, context, target);
  service.targetGroups.push(targetGroup);
}

function makeTargetGroup(target: TargetPlan, context: TargetContext): elbv2.NetworkTargetGroup {
  const { service, override } = serviceOf(context, target);
  const props: elbv2.NetworkTargetGroupProps = {
    ...targetProps(target, context.platform.vpc),
    protocol: target.protocol as elbv2.Protocol,
  };
  return new elbv2.NetworkTargetGroup(service, target.group, override.networkTargetGroup?.(props) ?? props);
}
