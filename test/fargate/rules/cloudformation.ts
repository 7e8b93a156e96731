import type { Deployment, Resource } from '../deployment.js';
import type { Rule, Violation } from '../rule.js';
import { get, isRecord, repeated, text, type Json } from '../json.js';

const quotas = 'AWS CloudFormation quotas';

/** A rule about each template as a whole. */
function templateRule(
  id: string,
  page: string,
  check: (template: Json, stack: string) => Iterable<string>,
): Rule {
  return {
    id,
    page,
    *check({ templates }: Deployment): Iterable<Violation> {
      for (const [stack, template] of Object.entries(templates)) {
        const resource: Resource = { stack, id: '', type: '', properties: {}, entry: template };
        for (const sentence of check(template, stack)) yield { resource, path: '', sentence };
      }
    },
  };
}

function count(template: Json, section: string): number {
  return Object.keys(get(template, section) ?? {}).length;
}

function texts(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!isRecord(value) && !Array.isArray(value)) return [];
  return Object.values(value).flatMap((each) => texts(each as Json));
}

export const cloudFormationRules: readonly Rule[] = [
  templateRule(
    'dynamic-references',
    'Get values stored in other services using dynamic references',
    function* (template) {
      const { length } = texts(template).flatMap((each) => [...each.matchAll(/\{\{resolve:/g)]);
      if (length > 60) yield `${length} dynamic references; a template has at most 60`;
    },
  ),
  templateRule('template-size', quotas, function* (template) {
    const bytes = Buffer.byteLength(JSON.stringify(template, undefined, 1));
    if (bytes > 1_000_000) yield `the template has ${bytes} bytes; the quota is 1 MB`;
  }),
  templateRule('template-counts', quotas, function* (template) {
    for (const [section, most] of [
      ['Resources', 500],
      ['Outputs', 200],
      ['Parameters', 200],
      ['Mappings', 200],
    ] as const)
      if (count(template, section) > most)
        yield `${count(template, section)} ${section}; a template has at most ${most}`;
    if (count(template, 'Resources') === 0) yield 'a template has at least one resource';
    if ((text(get(template, 'Description')) ?? '').length > 1024)
      yield 'the description has more than 1024 characters';
  }),
  templateRule('logical-ids', 'AWS CloudFormation template Resources syntax', function* (template) {
    for (const section of ['Resources', 'Outputs', 'Parameters'])
      for (const id of Object.keys(get(template, section) ?? {}))
        if (!/^[A-Za-z0-9]{1,255}$/.test(id)) yield `'${id}' in ${section} is no logical id`;
  }),
  {
    id: 'export-names',
    page: 'Export attribute (AWS CloudFormation)',
    *check({ templates }) {
      const exports = Object.entries(templates).flatMap(([stack, template]) =>
        Object.values(get(template, 'Outputs') ?? {})
          .flatMap((output) => text(get(output as Json, 'Export', 'Name')) ?? [])
          .map((name) => ({ stack, name })),
      );
      for (const name of repeated(exports.map((each) => each.name))) {
        const stack = exports.find((each) => each.name === name)?.stack ?? '';
        yield {
          resource: { stack, id: '', type: '', properties: {}, entry: {} },
          path: '',
          sentence: `two outputs are exported as '${name}'`,
        };
      }
    },
  },
  {
    id: 'secret-in-template',
    page: 'AWS::SecretsManager::Secret (AWS CloudFormation)',
    *check(deployment) {
      for (const resource of deployment.ofType('AWS::SecretsManager::Secret')) {
        const name = text(get(resource.properties, 'Name'));
        if (text(get(resource.properties, 'SecretString')))
          yield { resource, path: 'SecretString', sentence: 'the value of a secret stands in the template' };
        if (name !== undefined && !/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name))
          yield { resource, path: 'Name', sentence: `'${name}' is no secret name` };
        if (!String(get(resource.entry, 'DeletionPolicy')).startsWith('Retain'))
          yield { resource, path: '', sentence: 'deleting the stack deletes the secret' };
      }
    },
  },
];
