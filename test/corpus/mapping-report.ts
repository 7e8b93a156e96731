import type { Outcome } from './outcome.js';

function counted(outcomes: readonly Outcome[]): string {
  return [...new Set(outcomes.map(({ verdict }) => verdict))]
    .toSorted()
    .map((verdict) => `${verdict} ${outcomes.filter((each) => each.verdict === verdict).length}`)
    .join(', ');
}

interface Cause {
  readonly name: string;
  readonly projects: readonly string[];
  readonly example: string;
}

/** A page about the outcomes: counts, the causes of refusal and the findings, by number of applications. */
export function mappingReport(outcomes: readonly Outcome[]): string {
  const ordinary = outcomes.filter(({ needsOfHost }) => needsOfHost.length === 0);
  const others = outcomes.filter(({ needsOfHost }) => needsOfHost.length > 0);
  return [
    `${outcomes.length} applications: ${counted(outcomes)}`,
    `${ordinary.length} that need no host: ${counted(ordinary)}`,
    `${ordinary.filter(({ dockerRefuses }) => dockerRefuses).length} of them Docker refuses too: ${counted(ordinary.filter(({ dockerRefuses }) => dockerRefuses))}`,
    `${others.length} that need one: ${counted(others)}`,
    ...section('Errors (applications that need no host)', causes(ordinary, errorsOf)),
    ...section('Errors (applications that need a host)', causes(others, errorsOf)),
    ...section('Findings of the checker', causes(outcomes, findingsOf)),
    ...section('Crashes', causes(outcomes, crashesOf)),
    '',
  ].join('\n');
}

type Naming = (outcome: Outcome) => readonly (readonly [name: string, example: string])[];

const errorsOf: Naming = ({ errors }) =>
  errors.map(({ code, message, fix, at, path = [] }) => {
    const lacks = [...(at === undefined ? ['no place'] : []), ...(fix === undefined ? ['no fix'] : [])];
    const key = path
      .filter((step) => typeof step === 'string')
      .slice(2, 4)
      .join('.');
    const name = [code, key && `(${key})`, lacks.length > 0 && `[${lacks.join(', ')}]`]
      .filter(Boolean)
      .join(' ');
    return [name, `${path.join('.')}: ${message}`];
  });

const findingsOf: Naming = ({ findings }) =>
  findings.map(({ rule, resource, path, sentence }) => [rule, `${resource} ${path}: ${sentence}`]);

const crashesOf: Naming = ({ trace }) =>
  trace === undefined ? [] : [[trace.split('\n').slice(0, 3).join(' | '), '']];

/** The causes with their projects, the most widespread first. */
function causes(outcomes: readonly Outcome[], naming: Naming): readonly Cause[] {
  const found = new Map<string, { projects: Set<string>; example: string }>();
  for (const outcome of outcomes)
    for (const [name, example] of naming(outcome)) {
      const cause = found.get(name) ?? { projects: new Set<string>(), example: `${outcome.id}: ${example}` };
      found.set(name, cause);
      cause.projects.add(outcome.id);
    }
  return [...found]
    .map(([name, { projects, example }]) => ({ name, projects: [...projects], example }))
    .toSorted((a, b) => b.projects.length - a.projects.length);
}

function section(title: string, of: readonly Cause[]): readonly string[] {
  if (of.length === 0) return [];
  return [
    '',
    title,
    ...of.map(
      ({ name, projects, example }) =>
        `${String(projects.length).padStart(4)}  ${name}\n        ${example.slice(0, 220)}`,
    ),
  ];
}
