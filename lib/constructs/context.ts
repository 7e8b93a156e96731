import type { IConstruct, Node } from 'constructs';
import { ComposeError } from '../diagnostics/compose-error.js';
import { type Checked, diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { Environments } from '../model/environment-declaration.js';
import { type Layout, layouts } from '../model/layout.js';
import { environmentsKey, readEnvironmentsContext } from './environments-context.js';

/**
 * What the CDK context says about the Compose project, in the terms of Compose's own flags. `cdk -c` sets flat strings
 * only, so a list is written with commas; in cdk.json it may be a JSON list.
 */
export interface ComposeContext {
  /** `compose:files`, as `-f`. */
  readonly file?: readonly string[];
  /** `compose:profiles`, as `--profile`. */
  readonly profile?: readonly string[];
  /** `compose:env-files`, as `--env-file`. */
  readonly envFile?: readonly string[];
  /** `compose:project-directory`, as `--project-directory`. */
  readonly projectDirectory?: string;
  /** `compose:project-name`, as `-p`. */
  readonly projectName?: string;
  /** `compose:environment`: the environment to deploy, whose bindings are read. */
  readonly environment?: string;
  /** `compose:environments`: what sets each environment apart, in the order of promotion. */
  readonly environments?: Environments;
  /** `compose:image-account`: the account whose ECR repositories hold the images of all environments. */
  readonly imageAccount?: string;
  /** `compose:layout`: whether services stand in nested stacks, where an environment does not say it itself. */
  readonly layout?: Layout;
  /** `compose:paused`: no service is deployed, only what services share. */
  readonly paused?: boolean;
  /** `compose:build`: when the build step of cdk.json builds; the app itself never does. */
  readonly build?: 'if-stale' | 'always' | 'never';
  /** `compose:builder`: the builder of that step, a name of buildx's or `org/builder` of Docker Build Cloud. */
  readonly builder?: string;
}

const prefix = 'compose:';
const lists: Readonly<Record<string, 'file' | 'profile' | 'envFile'>> = {
  'compose:files': 'file',
  'compose:profiles': 'profile',
  'compose:env-files': 'envFile',
};
const texts: Readonly<
  Record<string, 'projectDirectory' | 'projectName' | 'environment' | 'imageAccount' | 'builder'>
> = {
  'compose:project-directory': 'projectDirectory',
  'compose:project-name': 'projectName',
  'compose:environment': 'environment',
  'compose:image-account': 'imageAccount',
  'compose:builder': 'builder',
};
const choices: Readonly<
  Record<string, { readonly name: 'build' | 'layout'; readonly words: readonly string[] }>
> = {
  'compose:build': { name: 'build', words: ['if-stale', 'always', 'never'] },
  'compose:layout': { name: 'layout', words: layouts },
};
const pausedKey = 'compose:paused';
const keys = [lists, texts, choices, { [environmentsKey]: {}, [pausedKey]: {} }]
  .flatMap(Object.keys)
  .toSorted();

/** Reads the `compose:` keys of the CDK context; every key that means nothing is an error. */
export function readContext(node: Pick<Node, 'getAllContext'>): Checked<ComposeContext> {
  const all = node.getAllContext() as Readonly<Record<string, unknown>>;
  const read = Object.keys(all)
    .filter((key) => key.startsWith(prefix))
    .toSorted()
    .map((key) => readKey(key, all[key]));
  return {
    value: Object.assign({}, ...read.map(({ value }) => value)) as ComposeContext,
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * The `compose:` keys of an app's CDK context as `readProject` and `readEnvironments` take them. Throws a `ComposeError`
 * when one of them means nothing.
 */
export function composeContext({ node }: IConstruct): Omit<ComposeContext, 'build' | 'builder'> {
  const { value = {}, diagnostics } = readContext(node);
  if (diagnostics.length > 0) throw new ComposeError(diagnostics);
  const { build: _, builder: __, ...context } = value;
  return context;
}

function readKey(key: string, value: unknown): Checked<ComposeContext> {
  const list = lists[key];
  if (list !== undefined) {
    const items = typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value;
    return isTexts(items) ? taken({ [list]: items }) : wrong(key, value, 'a list of texts');
  }
  const text = texts[key];
  if (text !== undefined)
    return typeof value === 'string' && value !== '' ? taken({ [text]: value }) : wrong(key, value, 'a text');
  if (key === environmentsKey) {
    const { value: environments, diagnostics } = readEnvironmentsContext(value);
    return { value: environments && { environments }, diagnostics };
  }
  const choice = choices[key];
  if (choice !== undefined) {
    const word = choice.words.find((one) => one === value);
    return word === undefined
      ? wrong(key, value, `one of ${choice.words.join(', ')}`)
      : taken({ [choice.name]: word });
  }
  if (key === pausedKey) {
    const paused = String(value);
    return paused === 'true' || paused === 'false'
      ? taken({ paused: paused === 'true' })
      : wrong(key, value, 'true or false');
  }
  const suggestion = nearest(key, keys);
  return refused(
    diagnose('unknown-context-key', { key, keys, ...(suggestion === undefined ? {} : { suggestion }) }),
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
}

function taken(value: ComposeContext): Checked<ComposeContext> {
  return { value, diagnostics: [] };
}

function wrong(key: string, value: unknown, expected: string): Checked<ComposeContext> {
  return refused(diagnose('wrong-context-value', { key, value: JSON.stringify(value), expected }));
}

function refused(diagnostic: Diagnostic): Checked<ComposeContext> {
  return { value: undefined, diagnostics: [diagnostic] };
}
