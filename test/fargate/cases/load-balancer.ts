import { many } from '../change.js';
import type { RuleCase } from '../rule-cases.js';

const listener = (port: number) => ({
  Type: 'AWS::ElasticLoadBalancingV2::Listener',
  Properties: {
    LoadBalancerArn: { Ref: 'Balancer' },
    Port: port,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'fixed-response' }],
  },
});
const rule = (priority: number) => ({
  Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  Properties: {
    ListenerArn: { Ref: 'Listener' },
    Priority: priority,
    Conditions: [{ PathPatternConfig: { Values: ['/x'] } }],
    Actions: [],
  },
});
export const loadBalancerCases: readonly RuleCase[] = [
  {
    rule: 'load-balancer-name',
    bad: { 'Balancer.Name': 'internal-shop' },
    good: { 'Balancer.Name': 'shop' },
  },
  {
    rule: 'load-balancer-subnets',
    bad: { 'Balancer.Subnets': [{ Ref: 'SubnetA' }] },
    good: {
      'Balancer.Subnets': [{ Ref: 'SubnetA' }],
      'Balancer.Type': 'network',
      'Listener.Protocol': 'TCP',
      'Targets.Protocol': 'TCP',
      'Targets.HealthCheckProtocol': 'HTTP',
    },
  },
  {
    rule: 'load-balancer-subnets',
    bad: { 'SubnetB.AvailabilityZone': 'zone-A' },
    also: ['mount-target-per-zone'],
  },
  { rule: 'listener-count', bad: { Second: listener(80) } },
  {
    rule: 'listener-count',
    bad: {
      'FrontGroup.SecurityGroupIngress.0.ToPort': 9000,
      ...many(50, (index) => ({ [`More${index}`]: listener(8000 + index) })),
    },
    good: {
      'FrontGroup.SecurityGroupIngress.0.ToPort': 9000,
      ...many(49, (index) => ({ [`More${index}`]: listener(8000 + index) })),
    },
  },
  { rule: 'load-balancer-group', bad: { 'Balancer.SecurityGroups': [] }, also: ['open-to-the-internet'] },
  {
    rule: 'listener-protocol',
    bad: { 'Listener.Protocol': 'HTTPS' },
    good: { 'Listener.Protocol': 'HTTPS', 'Listener.Certificates': [{ CertificateArn: 'arn' }] },
  },
  { rule: 'listener-protocol', bad: { 'Listener.Protocol': 'TCP' }, also: ['target-group-protocol'] },
  {
    rule: 'target-group-protocol',
    bad: { 'Targets.Protocol': 'TCP', 'Targets.HealthCheckProtocol': 'HTTP' },
  },
  {
    rule: 'listener-rule',
    bad: { 'Rule.Conditions.0.PathPatternConfig.Values': ['/1', '/2', '/3', '/4', '/5', '/6'] },
    good: { 'Rule.Conditions.0.PathPatternConfig.Values': ['/1', '/2', '/3', '/4', '/5'] },
  },
  { rule: 'listener-rule', bad: { 'Rule.Conditions.0.PathPatternConfig.Values': ['/*/*/*/*/*/*'] } },
  { rule: 'listener-rule', bad: { 'Rule.Priority': 50_001 }, good: { 'Rule.Priority': 50_000 } },
  { rule: 'rule-priorities', bad: { Other: rule(10) }, good: { Other: rule(11) } },
  { rule: 'listener-open', bad: { 'Listener.Port': 8443 } },
  {
    rule: 'listener-open',
    bad: {
      'Balancer.Type': 'network',
      'Listener.Protocol': 'TCP_UDP',
      'Targets.Protocol': 'TCP_UDP',
      'Targets.HealthCheckProtocol': 'HTTP',
    },
    also: ['target-reachable'],
  },
  { rule: 'target-group', bad: { 'Targets.Name': 'a'.repeat(33) }, good: { 'Targets.Name': 'a'.repeat(32) } },
  {
    rule: 'target-group',
    bad: { 'Targets.TargetGroupAttributes.0.Value': '3601' },
    good: { 'Targets.TargetGroupAttributes.0.Value': '3600' },
  },
  {
    rule: 'target-health-check',
    bad: { 'Targets.HealthCheckPath': 'health' },
    good: { 'Targets.HealthCheckPath': '/health' },
  },
  {
    rule: 'target-health-check',
    bad: { 'Targets.Matcher.HttpCode': '200-599' },
    good: { 'Targets.Matcher.HttpCode': '200,302' },
  },
  {
    rule: 'target-health-check',
    bad: { 'Targets.HealthCheckIntervalSeconds': 5 },
    good: { 'Targets.HealthCheckIntervalSeconds': 5, 'Targets.HealthCheckTimeoutSeconds': 2 },
  },
  {
    rule: 'target-health-check',
    bad: { 'Targets.UnhealthyThresholdCount': 1 },
    good: { 'Targets.UnhealthyThresholdCount': 2 },
  },
  {
    rule: 'target-health-check',
    bad: {
      'Targets.HealthCheckProtocol': 'TCP',
      'Targets.HealthCheckPath': undefined,
      'Targets.Matcher': undefined,
    },
  },
  { rule: 'target-reachable', bad: { 'FrontToWeb.ToPort': 8000, 'FrontToWeb.FromPort': 8000 } },
  { rule: 'target-reachable', bad: { 'Targets.HealthCheckPort': '9000' } },
];
