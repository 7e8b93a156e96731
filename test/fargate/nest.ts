import { get, isRecord, list, type Json } from './json.js';

type Section = Readonly<Record<string, Json>>;

/** The same deployment with some resources in the nested stack `Web`, as the CDK writes it: parameters in, outputs out. */
export function nest(template: Json, ids: readonly string[]): Readonly<Record<string, Json>> {
  const { Resources = {}, ...rest } = template as Readonly<Record<string, Json>>;
  const entries = Object.entries(Resources as Section);
  const inside = entries.filter(([id]) => ids.includes(id));
  const parameters: Record<string, Json> = {};
  const outputs: Record<string, Json> = {};
  const handIn = (reference: Section, id: string): Json | undefined => {
    if (ids.includes(id) || id.includes('::')) return undefined;
    const name = nameOf(reference);
    parameters[name] = reference;
    return { Ref: name };
  };
  const handOut = (reference: Section, id: string): Json | undefined => {
    if (!ids.includes(id)) return undefined;
    const name = nameOf(reference);
    outputs[name] = { Value: reference };
    return { 'Fn::GetAtt': ['Web', `Outputs.${name}`] };
  };
  const apart = (entry: Json, isInside: boolean): Json => {
    const { DependsOn, ...properties } = entry as Section;
    const waits = list(DependsOn).map(String);
    const own = waits.filter((id) => ids.includes(id) === isInside);
    const on = isInside || own.length === waits.length ? own : [...own, 'Web'];
    return {
      ...(mapped(properties, isInside ? handIn : handOut) as Section),
      ...(on.length === 0 ? {} : { DependsOn: on }),
    };
  };
  const nested = Object.fromEntries(inside.map(([id, entry]) => [id, apart(entry, true)]));
  const beside = Object.fromEntries(
    entries.filter(([id]) => !ids.includes(id)).map(([id, entry]) => [id, apart(entry, false)]),
  );
  const DependsOn = inside
    .flatMap(([, entry]) => list(get(entry, 'DependsOn')))
    .filter((id) => !ids.includes(String(id)));
  const Web = { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: parameters }, DependsOn };
  return {
    Shop: { ...rest, Resources: { ...beside, Web } },
    'Shop/Web': { Resources: nested, Outputs: outputs },
  };
}

function mapped(value: Json, answer: (reference: Section, id: string) => Json | undefined): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => mapped(each, answer));
  if (!isRecord(value)) return value;
  const { Ref, 'Fn::GetAtt': attribute } = value;
  const id = Ref ?? list(attribute)[0];
  const other = id === undefined ? undefined : answer(value, String(id));
  return other ?? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, answer)]));
}

function nameOf(reference: Section): string {
  return Object.values(reference).flat().join('').replaceAll(/\W/g, '');
}
