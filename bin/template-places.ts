/** What the keys of a project became in its templates: found by leaving out one after the other. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSystem } from '../lib/compose/file-system.js';
import type { WrittenKey } from '../lib/compose/written-keys.js';
import { hasErrors, type Span } from '../lib/diagnostics/diagnostic.js';
import { sourceName } from '../lib/compose/read-layers.js';
import { accountSources } from '../lib/plan/account.js';
import { machineFiles } from './load-from-options.js';
import type { Machine } from './machine.js';
import { planProject, type PlannedProject, type ProjectOptions } from './project-inputs.js';
import { differentParts } from './template-difference.js';

/** A part of a template. */
export interface TemplatePlace {
  readonly stack: string;
  /** A JSON pointer (RFC 6901). */
  readonly pointer: string;
}

type Templates = Readonly<Record<string, unknown>>;

/**
 * The parts of the templates that would be others, or not there, without the key or, where the project needs the key,
 * with another value. A key that the project needs and that has no simple value has the places of the keys in it; if
 * there are none, they cannot be told and it has no entry. Empty if the project has errors.
 */
export async function templatePlaces<Key extends WrittenKey>(
  keys: readonly Key[],
  planned: PlannedProject,
  options: ProjectOptions,
  machine: Machine,
): Promise<ReadonlyMap<Key, readonly TemplatePlace[]>> {
  const found = new Map<Key, readonly TemplatePlace[]>();
  if (planned.value === undefined || hasErrors(planned.diagnostics)) return found;
  const templatesOf = await synthesizer();
  const base = templatesOf(planned);
  if (base === undefined) return found;
  const { directory } = planned.value.project;
  // A key that makes room for the other layout is said for what it does, not for that.
  const inPlace = { ...options, layout: planned.plan?.layout.value ?? 'flat' } as const;
  const sources = accountSources(planned.value.project);
  const files = remembering(machineFiles(machine));
  const withText = (source: string, text: string): Templates | undefined =>
    templatesOf(
      planProject(inPlace, {
        ...machine,
        readStdin: () => (source === '<stdin>' ? text : (sources.get('<stdin>') ?? '')),
        files: {
          ...files,
          read: (path) =>
            sourceName(path, directory) === source ? { kind: 'file', text } : files.read(path),
        },
      }),
    );
  // From the inside out, so that what a key holds is known before it is asked for.
  for (const key of keys.toReversed()) {
    if (key.fate !== 'effective') continue;
    const { source } = key.at;
    const text = sources.get(source) ?? '';
    const other =
      withText(source, without(text, key.entry)) ??
      (key.scalar === undefined ? undefined : withText(source, withOther(text, key.scalar)));
    const inside = [...found].filter(([{ at }]) => isInside(at, key.entry) && at !== key.at);
    if (other !== undefined) found.set(key, differences(base, other));
    else if (inside.length > 0) found.set(key, distinct(inside.flatMap(([, places]) => places)));
  }
  return found;
}

/** Makes the templates of a planned project, once for each plan; undefined if the project has errors. */
async function synthesizer(): Promise<(planned: PlannedProject) => Templates | undefined> {
  const [{ synthesize }, { stackName }] = await Promise.all([
    import('../lib/constructs/synthesize.js'),
    import('../lib/constructs/stack-name.js'),
  ]);
  const known = new Map<string, Templates | undefined>();
  const make = (planned: PlannedProject): Templates | undefined => {
    const { value: inputs, plan } = planned;
    if (inputs === undefined || plan === undefined) return undefined;
    const outdir = mkdtempSync(join(tmpdir(), 'cdk-compose-'));
    try {
      const { templates: stacks } = synthesize(stackName(plan.project, plan.environment), inputs, { outdir });
      return Object.fromEntries(
        stacks.map(({ stackName: name, file }) => [
          name,
          JSON.parse(readFileSync(join(outdir, file), 'utf8'), withoutTemplateUrl) as unknown,
        ]),
      );
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  };
  return (planned) => {
    if (planned.plan === undefined || hasErrors(planned.diagnostics)) return undefined;
    // Why something was decided is no part of a template.
    const decisions = JSON.stringify(planned.plan, (name, value: unknown) =>
      name === 'cause' || name === 'causes' ? undefined : value,
    );
    if (!known.has(decisions)) known.set(decisions, make(planned));
    return known.get(decisions);
  };
}

/** What a nested stack's template says moves its address, too: only the template is worth naming. */
function withoutTemplateUrl(_: string, value: unknown): unknown {
  const { Type, Properties } = Object(value) as { Type?: unknown; Properties?: object };
  return Type === 'AWS::CloudFormation::Stack'
    ? { ...(value as object), Properties: { ...Properties, TemplateURL: undefined } }
    : value;
}

function differences(base: Templates, other: Templates): readonly TemplatePlace[] {
  return Object.entries(base).flatMap(([stack, template]) =>
    (Object.hasOwn(other, stack) ? differentParts(template, other[stack]) : ['']).map((pointer) => ({
      stack,
      pointer,
    })),
  );
}

function distinct(places: readonly TemplatePlace[]): readonly TemplatePlace[] {
  return [...new Map(places.map((place) => [`${place.stack}${place.pointer}`, place])).values()];
}

/** The text without an entry of a mapping, lines and columns kept. */
function without(text: string, { start, end }: Span): string {
  const comma = /^\s*,/.exec(text.slice(end))?.[0].length ?? 0;
  const blank = text.slice(start, end + comma).replaceAll(/[^\r\n]/g, ' ');
  return text.slice(0, start) + blank + text.slice(end + comma);
}

/** The text with another value in the place of a scalar. */
function withOther(text: string, { start, end }: Span): string {
  const scalar = text.slice(start, end);
  const changed = scalar.replace(/(\d*)(["']?)(\s*)$/, (_, number: string, quote: string, space: string) =>
    number === '' ? `x${quote}${space}` : `${Number(number) + 1}${quote}${space}`,
  );
  return text.slice(0, start) + changed + text.slice(end);
}

function isInside(place: Span, { source, start, end }: Span): boolean {
  return place.source === source && place.start >= start && place.end <= end;
}

/** Files that are read once. */
function remembering(files: FileSystem): FileSystem {
  const known = new Map<string, ReturnType<FileSystem['read']>>();
  return {
    ...files,
    read: (path) => {
      const read = known.get(path) ?? files.read(path);
      known.set(path, read);
      return read;
    },
  };
}
