import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import type { ListenerPlan, RoutePlan, TargetPlan } from '../model/deployment-plan.js';
import { listenerCertificates, type Certificates } from './domains.js';
import { admit, serviceOf, targetOf, targetProps, type TargetContext } from './targets.js';

/** A listener for HTTP or HTTPS with its rules; of one that exists already, the rules alone. */
export function makeApplicationListener(
  loadBalancer: elbv2.IApplicationLoadBalancer,
  plan: ListenerPlan,
  context: TargetContext,
  certificates: Certificates,
): void {
  const made = new Map<elbv2.ApplicationTargetGroup, TargetPlan>();
  const groupOf = (target: TargetPlan): elbv2.ApplicationTargetGroup => {
    const { service } = serviceOf(context, target);
    const known = [...service.targetGroups, ...made.keys()].find(
      (group): group is elbv2.ApplicationTargetGroup =>
        group instanceof elbv2.ApplicationTargetGroup &&
        group.node.scope === service &&
        group.node.id === target.group,
    );
    if (known !== undefined) return known;
    const targetGroup = makeTargetGroup(target, context);
    made.set(targetGroup, target);
    return targetGroup;
  };
  const listener =
    plan.existing === undefined
      ? addListener(loadBalancer, context.home, `Listener${plan.port}`, {
          port: plan.port,
          protocol: plan.protocol as elbv2.ApplicationProtocol,
          open: false,
          ...(plan.protocol === 'HTTPS'
            ? {
                certificates: listenerCertificates(plan, certificates),
                sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS,
              }
            : {}),
          ...defaultAction(plan, groupOf),
        })
      : importListener(plan, plan.existing, { context, certificates });
  const rules = plan.routes.length === 0 ? undefined : new Construct(context.home, `Rules${plan.port}`);
  for (const route of plan.routes) {
    const targetGroup = groupOf(route.target);
    if (rules !== undefined) makeRule(rules, route, listener, targetGroup);
  }
  for (const [targetGroup, target] of made) register(target, targetGroup, context);
}

function makeRule(
  scope: Construct,
  { name, priority, hosts, paths }: RoutePlan,
  listener: elbv2.IApplicationListener,
  targetGroup: elbv2.ApplicationTargetGroup,
): void {
  new elbv2.ApplicationListenerRule(scope, name, {
    listener,
    priority,
    conditions: [
      ...(hosts.length === 0 ? [] : [elbv2.ListenerCondition.hostHeaders([...hosts])]),
      ...(paths.length === 0 ? [] : [elbv2.ListenerCondition.pathPatterns([...paths])]),
    ],
    targetGroups: [targetGroup],
  });
}

function makeTargetGroup(target: TargetPlan, context: TargetContext): elbv2.ApplicationTargetGroup {
  const { service, override } = serviceOf(context, target);
  const props: elbv2.ApplicationTargetGroupProps = {
    ...targetProps(target, context.platform.vpc),
    protocol: target.protocol as elbv2.ApplicationProtocol,
    ...(target.version === 'HTTP1'
      ? {}
      : { protocolVersion: target.version as elbv2.ApplicationProtocolVersion }),
  };
  return new elbv2.ApplicationTargetGroup(service, target.group, override.targetGroup?.(props) ?? props);
}

// After the listener or the rule knows the group: ECS takes no group that stands behind nothing.
function register(
  target: TargetPlan,
  targetGroup: elbv2.ApplicationTargetGroup,
  context: TargetContext,
): void {
  const { service } = serviceOf(context, target);
  targetOf(service, target).attachToApplicationTargetGroup(targetGroup);
  admit(service, context, target);
  service.targetGroups.push(targetGroup);
}

function defaultAction(
  { action }: ListenerPlan,
  groupOf: (target: TargetPlan) => elbv2.ApplicationTargetGroup,
): Pick<elbv2.BaseApplicationListenerProps, 'defaultAction' | 'defaultTargetGroups'> {
  if (action.kind === 'forward') return { defaultTargetGroups: [groupOf(action.target)] };
  return {
    defaultAction:
      action.kind === 'redirect'
        ? elbv2.ListenerAction.redirect({
            protocol: 'HTTPS',
            port: String(action.port),
            permanent: true,
          })
        : elbv2.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' }),
  };
}

function addListener(
  loadBalancer: elbv2.IApplicationLoadBalancer,
  home: Construct,
  id: string,
  props: elbv2.BaseApplicationListenerProps,
): elbv2.IApplicationListener {
  return home === loadBalancer
    ? loadBalancer.addListener(id, props)
    : new elbv2.ApplicationListener(home, id, { ...props, loadBalancer });
}

/** A listener of others keeps what it has, and gets the certificates that are made for our domains. */
function importListener(
  plan: ListenerPlan,
  listenerArn: string,
  { context, certificates }: { readonly context: TargetContext; readonly certificates: Certificates },
): elbv2.IApplicationListener {
  const { port } = plan;
  const { admitted, given, home } = context;
  const [group] = admitted;
  const own = given.listeners?.[port];
  const listener =
    // One that is imported would add the rules of its load balancer's groups once more.
    own instanceof elbv2.ApplicationListener && own.listenerArn === listenerArn
      ? own
      : elbv2.ApplicationListener.fromApplicationListenerAttributes(home, `Listener${port}`, {
          listenerArn,
          defaultPort: port,
          securityGroup: group ?? SecurityGroup.fromSecurityGroupId(home, `Listener${port}Group`, ''),
        });
  const ours = plan.certificates.filter(({ value }) => value.kind === 'made');
  if (ours.length > 0)
    new elbv2.ApplicationListenerCertificate(home, `Certificates${port}`, {
      listener,
      certificates: listenerCertificates({ ...plan, certificates: ours }, certificates),
    });
  return listener;
}
