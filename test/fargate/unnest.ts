import { get, isRecord, list, text, type Json } from './json.js';

type Templates = Readonly<Record<string, Json>>;
type Section = Readonly<Record<string, Json>>;

/**
 * The same templates with the resources of nested stacks in the stack around them, as CloudFormation deploys them: what
 * parameters hand in and outputs hand out stands where it is used, a nested stack begins when everything is there that its
 * resource waits for, and what waits for it waits for all of it. The template of the nested stack `Web` of `Shop` is named
 * `Shop/Web`; its resource `Task` becomes `Web_Task`.
 */
export function unnest(templates: Templates): Templates {
  const nested = Object.keys(templates).filter((name) => name.includes('/'));
  const [deepest] = nested.toSorted((a, b) => b.split('/').length - a.split('/').length);
  if (deepest === undefined) return templates;
  const around = deepest.slice(0, deepest.lastIndexOf('/'));
  const id = deepest.slice(around.length + 1);
  const { [deepest]: inner = {}, [around]: outer = {}, ...others } = templates;
  return unnest({ ...others, [around]: merged(outer, id, inner) });
}

function merged(outer: Json, nestedId: string, inner: Json): Json {
  const { [nestedId]: stack = {}, ...beside } = section(outer, 'Resources');
  const parameters = (get(stack, 'Properties', 'Parameters') ?? {}) as Section;
  const within = (value: Json): Json => renamed(value, nestedId, Object.keys(resources), parameters);
  const resources = section(inner, 'Resources');
  const outputs = section(inner, 'Outputs');
  const waits = [...list(get(stack, 'DependsOn')), ...referred(parameters)];
  const inside = Object.entries(resources).map(([id, entry]): [string, Json] => [
    `${nestedId}_${id}`,
    {
      ...(within(withoutDependsOn(entry)) as Section),
      DependsOn: [...list(get(entry, 'DependsOn')).map((each) => `${nestedId}_${String(each)}`), ...waits],
    },
  ]);
  const ids = inside.map(([id]) => id);
  const handedOut = (value: Json): Json =>
    rewritten(value, (name, argument) => {
      const [id, ...attribute] = name === 'Fn::GetAtt' ? named(argument) : [];
      const output = id === nestedId ? outputs[attribute.join('.').replace(/^Outputs\./, '')] : undefined;
      return output === undefined ? undefined : within(get(output, 'Value') ?? '');
    });
  const waiting = (entry: Json): Json =>
    list(get(entry, 'DependsOn')).includes(nestedId) || referred(entry).includes(nestedId)
      ? { ...(entry as Section), DependsOn: [...list(get(entry, 'DependsOn')), ...ids] }
      : entry;
  return {
    ...(outer as Section),
    Resources: handedOut(
      Object.fromEntries([...Object.entries(beside), ...inside].map(([id, entry]) => [id, waiting(entry)])),
    ),
    Outputs: handedOut(section(outer, 'Outputs')),
  };
}

function section(template: Json, name: string): Section {
  return (get(template, name) ?? {}) as Section;
}

function withoutDependsOn(entry: Json): Json {
  const { DependsOn: _, ...rest } = entry as Section;
  return rest;
}

/** A value of a nested template as the template around it would say it. */
function renamed(value: Json, nestedId: string, own: readonly string[], parameters: Section): Json {
  return rewritten(value, (name, argument) => {
    if (name === 'Ref') {
      if (own.includes(String(argument))) return { Ref: `${nestedId}_${String(argument)}` };
      return parameters[String(argument)];
    }
    if (name === 'Fn::GetAtt') {
      const [id = '', ...attribute] = named(argument);
      return { 'Fn::GetAtt': [`${nestedId}_${id}`, attribute.join('.')] };
    }
    const pattern = name === 'Fn::Sub' ? text(argument) : undefined;
    if (pattern === undefined) return undefined;
    const given = Object.entries(parameters).filter(([parameter]) => pattern.includes(`\${${parameter}}`));
    const inOuter = pattern.replaceAll(/\$\{([^!}.:]+)/g, (all, id: string) =>
      own.includes(id) ? `\${${nestedId}_${id}` : all,
    );
    return { 'Fn::Sub': given.length === 0 ? inOuter : [inOuter, Object.fromEntries(given)] };
  });
}

/** The value with every intrinsic function replaced that `rewrite` has an answer for. */
function rewritten(value: Json, rewrite: (name: string, argument: Json) => Json | undefined): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => rewritten(each, rewrite));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  const other = entries.length === 1 && only !== undefined ? rewrite(...only) : undefined;
  return other ?? Object.fromEntries(entries.map(([key, each]) => [key, rewritten(each, rewrite)]));
}

/** Logical ids that a value refers to. */
function referred(value: Json): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(referred);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'Ref' ? [String(each)] : key === 'Fn::GetAtt' ? named(each).slice(0, 1) : referred(each),
  );
}

/** The logical id and the attribute of an `Fn::GetAtt`. */
function named(argument: Json): readonly string[] {
  return typeof argument === 'string' ? argument.split('.') : list(argument).map(String);
}
