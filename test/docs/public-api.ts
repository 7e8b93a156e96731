/** Reads the public interface of the library with its docstrings from the sources, which Prettier keeps in one shape. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../support/source-files.js';

export interface Documented {
  readonly name: string;
  readonly kind: 'class' | 'interface' | 'type' | 'function' | 'const';
  /** `lib/constructs/compose-app.ts:23` */
  readonly source: string;
  readonly heading: string;
  readonly text: string;
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly signature: string;
  readonly optional: boolean;
  readonly text: string;
  readonly default: string | undefined;
}

/** Everything that lib/index.ts exports, in its order. */
export function publicApi(): readonly Documented[] {
  const index = read('lib/index.ts');
  const exported = /^export (?:type )?(?:\*|\{([^}]*)\}) from '([^']+)';/gm;
  return Array.from(index.matchAll(exported)).flatMap(([, names, from = '']) => {
    const file = join('lib', from).replace(/\.js$/, '.ts');
    return names === undefined ? everything(file) : list(names).map((name) => find(file, name));
  });
}

function list(names: string): readonly string[] {
  return names
    .split(',')
    .map((name) => name.trim().replace(/^type /, ''))
    .filter((name) => name !== '');
}

function everything(file: string): readonly Documented[] {
  const text = read(file);
  const own = Array.from(text.matchAll(declarations('\\w+')), ([, , name = '']) => find(file, name));
  const passedOn = Array.from(text.matchAll(/^export type \{([^}]*)\} from '([^']+)';/gm));
  return [
    ...own,
    ...passedOn.flatMap(([, names = '', from = '']) =>
      list(names).map((name) => find(join(dirname(file), from).replace(/\.js$/, '.ts'), name)),
    ),
  ];
}

function declarations(name: string): RegExp {
  return new RegExp(`^export (?:abstract |async )?(class|interface|type|function|const) (${name})\\b`, 'gm');
}

function find(file: string, name: string): Documented {
  const text = read(file);
  const declared = declarations(name).exec(text);
  if (declared === null) {
    const from = new RegExp(`\\b${name}\\b[^;]*? from '([^']+)'`).exec(text)?.[1];
    if (from === undefined) throw new Error(`${file} does not export ${name}`);
    return find(join(dirname(file), from).replace(/\.js$/, '.ts'), name);
  }
  const rest = text.slice(declared.index);
  const kind = declared[1] as Documented['kind'];
  const [heading = ''] = rest.split(/ \{\}?$|;$/m);
  const hasMembers = (kind === 'class' || kind === 'interface') && !rest.startsWith(`${heading} {}`);
  return {
    name,
    kind,
    source: `${file}:${text.slice(0, declared.index).split('\n').length}`,
    heading: heading.replace(/^export /, '').replaceAll(/\s+/g, ' '),
    text: docstring(text.slice(0, declared.index)).text,
    members: hasMembers ? members(rest, kind) : [],
  };
}

function members(rest: string, kind: 'class' | 'interface'): readonly Member[] {
  const body = rest.slice(rest.indexOf('{\n') + 2, rest.search(/^\}$/m));
  const pattern =
    kind === 'interface'
      ? /^ {2}readonly (\w+)(\?)?: ((?:.|\n(?! {2}readonly| {2}\/\*\*))*?);$/gm
      : /^ {2}public (?:static |override )*(?:readonly |get )?((?!get\b)\w+)()((?:.|\n {4})*?)(?:;| \{| = .*)$/gm;
  return Array.from(body.matchAll(pattern))
    .filter(([, name]) => name !== 'constructor')
    .map((match) => {
      const [, name = '', optional = '', signature = ''] = match;
      const { text, default: usual } = docstring(body.slice(0, match.index));
      return {
        name,
        // That of a getter is the type that its reader sees.
        signature: signature.replace(isGetter.test(match[0]) ? /^\(\): / : /^: /, '').replaceAll(/\s+/g, ' '),
        optional: optional === '?',
        text,
        default: usual,
      };
    });
}

const isGetter = /^ {2}public (?:static |override )*get /;

/** The docstring that ends a text; empty where there is none. */
function docstring(before: string): { readonly text: string; readonly default: string | undefined } {
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*$/.exec(before)?.[1] ?? '';
  const [text = '', usual] = comment
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trim())
    .join(' ')
    .split('@default');
  return { text: text.trim().replaceAll(/\s+/g, ' '), default: usual?.trim().replace(/^- /, '') };
}

function read(file: string): string {
  const path = join(root, file);
  if (!existsSync(path)) throw new Error(`${file} is not there`);
  return readFileSync(path, 'utf8');
}
