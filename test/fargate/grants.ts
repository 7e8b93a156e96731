/** What the policies of the templates let a role do. */
import type { Deployment, Resource } from './deployment.js';
import { get, list, text, type Json } from './json.js';

export interface Statement {
  /** The resource that carries the statement, and the path of the statement below its properties. */
  readonly resource: Resource;
  readonly path: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** Undefined where a resource cannot be told from the template. */
  readonly resources: readonly (string | undefined)[];
  readonly conditional: boolean;
}

const managed: Readonly<Record<string, readonly string[]>> = {
  AmazonECSTaskExecutionRolePolicy: [
    'ecr:GetAuthorizationToken',
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchGetImage',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
};

export function statementsOf(resource: Resource, deployment: Deployment): readonly Statement[] {
  const { properties } = resource;
  const documents: readonly (readonly [string, Json | undefined])[] = [
    ['PolicyDocument', get(properties, 'PolicyDocument')],
    ...list(get(properties, 'Policies')).map(
      (policy, index) => [`Policies.${index}.PolicyDocument`, get(policy, 'PolicyDocument')] as const,
    ),
  ];
  return documents.flatMap(([path, document]) =>
    list(get(document, 'Statement')).map((statement, index) => ({
      resource,
      path: `${path}.Statement.${index}`,
      allows: get(statement, 'Effect') === 'Allow',
      actions: list(get(statement, 'Action')).map(String),
      resources: list(get(statement, 'Resource')).map((each) => deployment.symbol(each, resource)),
      conditional: get(statement, 'Condition') !== undefined,
    })),
  );
}

/** The policies attached to a role: inline, separate, and managed ones of the templates. */
export function policiesOf(role: Resource, deployment: Deployment): readonly Resource[] {
  const attachedHere = list(get(role.properties, 'ManagedPolicyArns')).map((arn) =>
    deployment.named(arn, role),
  );
  const attachedThere = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'].flatMap(
    (type) =>
      deployment.ofType(type).filter(({ properties }, index) => {
        const policy = deployment.ofType(type)[index];
        const roles = [...list(get(properties, 'Roles')), ...list(get(properties, 'RoleName'))];
        return policy !== undefined && roles.some((each) => deployment.named(each, policy) === role);
      }),
  );
  return [role, ...attachedHere.filter((each) => each !== undefined), ...attachedThere];
}

/** Whether a policy of the role allows `action` on `target`, an ARN in which references stand as `<Id>`. */
export function isAllowed(role: Resource, action: string, target: string, deployment: Deployment): boolean {
  const byManaged = list(get(role.properties, 'ManagedPolicyArns'))
    .map((arn) => text(arn) ?? deployment.symbol(arn, role) ?? '')
    .some((arn) => managed[arn.split('/').at(-1) ?? '']?.includes(action));
  return (
    byManaged ||
    policiesOf(role, deployment)
      .flatMap((policy) => statementsOf(policy, deployment))
      .some(
        ({ allows, actions, resources }) =>
          allows &&
          actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
          resources.some((pattern) => pattern === undefined || matches(pattern, target)),
      )
  );
}

function matches(pattern: string, value: string): boolean {
  const source = anyPartition(pattern)
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(anyPartition(value));
}

function anyPartition(arn: string): string {
  return arn.replace(/^arn:[^:]+:/, 'arn::');
}
