import { get, isRecord, list, type Json } from './json.js';

type Templates = Readonly<Record<string, Json>>;

/**
 * The templates as CloudFormation deploys them where every condition holds, and where none does: each branch of an
 * `Fn::If`, each conditional resource is in one of them. Templates without conditions are one world.
 */
export function worldsOf(templates: Templates): readonly Templates[] {
  const isConditional = Object.values(templates).some(
    (template) => Object.keys(get(template, 'Conditions') ?? {}).length > 0,
  );
  return isConditional ? [true, false].map((holds) => inWorld(templates, holds)) : [templates];
}

function inWorld(templates: Templates, holds: boolean): Templates {
  return Object.fromEntries(
    Object.entries(templates).map(([name, template]) => {
      const { Resources = {}, Outputs = {}, ...rest } = template as Readonly<Record<string, Json>>;
      return [
        name,
        { ...rest, Resources: settled(there(Resources, holds), holds), Outputs: there(Outputs, holds) },
      ];
    }),
  );
}

function there(section: Json, holds: boolean): Json {
  return Object.fromEntries(
    Object.entries(section as Readonly<Record<string, Json>>).filter(
      ([, entry]) => holds || get(entry, 'Condition') === undefined,
    ),
  );
}

/** The value with the branch of each `Fn::If` in its place. */
function settled(value: Json, holds: boolean): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => settled(each, holds));
  if (!isRecord(value)) return value;
  const branches = Object.keys(value).length === 1 ? value['Fn::If'] : undefined;
  if (branches !== undefined) return settled(list(branches)[holds ? 1 : 2] ?? '', holds);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, settled(each, holds)]));
}
