import { stated } from '../keys/extension/extension-key.js';
import { exec as execKey } from '../keys/extension/project-keys.js';
import { policies, role } from '../keys/extension/service-keys.js';
import type { Decided, ServicePlan, TaskRolePlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';

/** What the code of a task may do: what each of its services states, for a task has one role. */
export function taskRole({ project, decided }: Planning, members: readonly string[]): TaskRolePlan {
  const attached = members.flatMap((name) =>
    (stated(project.services[name], policies) ?? []).map((arn, index) =>
      decided(arn, ['services', name, policies.key, index], policies.key),
    ),
  );
  const documents = members.flatMap((name) => {
    const service = project.services[name];
    // As it is written: reading it has told whether it is a document.
    const document = stated(service, role) === undefined ? undefined : service?.[role.key];
    return typeof document === 'object' && document !== null
      ? [decided({ service: name, document }, ['services', name, role.key], role.key)]
      : [];
  });
  const seen = new Set<string>();
  return {
    policies: attached.filter(({ value }) => !seen.has(value) && seen.add(value)),
    documents,
  };
}

/** Whether a shell can be opened in a task: what the service says, else the project. */
export function exec(planning: Planning, name: string): Found<ServicePlan['exec']> {
  const { project, decided } = planning;
  const own = stated(project.services[name], execKey);
  const shared = stated(project, execKey);
  const path = own === undefined ? [execKey.key] : ['services', name, execKey.key];
  const asked: Decided<boolean> | undefined =
    (own ?? shared) === undefined ? undefined : decided(own ?? shared === true, path, execKey.key);
  if (asked?.value !== true)
    return found(asked ?? decided(false, ['services', name], `no ${execKey.key} is stated`));
  return found(
    asked,
    project.services[name]?.read_only === true
      ? [planning.finding('exec-needs-writable-root', { service: name }, ['services', name, 'read_only'])]
      : [],
  );
}
