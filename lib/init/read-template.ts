import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type CheckedWithSources, diagnose, type Sources } from '../diagnostics/diagnostic.js';
import type { TemplateFile } from './render-template.js';
import { manifestName, parseManifest, type TemplateManifest } from './template-manifest.js';

/** A template as it stands in a folder or package. */
export interface Template {
  readonly manifest: TemplateManifest;
  /** Below `files/`, which becomes the app's folder, and `repository/`, which becomes the repository's. By path. */
  readonly files: readonly TemplateFile[];
}

/**
 * The folder of a template: of a path, else of an npm package that is installed for `directory` or beside this one (as
 * `npx -p` does it). Undefined: there is none.
 */
export function findTemplate(name: string, directory: string): string | undefined {
  if (
    /^\.{1,2}(?:[\\/]|$)/.test(name) ||
    isAbsolute(name) ||
    existsSync(resolve(directory, name, manifestName))
  )
    return existsSync(resolve(directory, name, manifestName)) ? resolve(directory, name) : undefined;
  const packageName = /^(?:@[^/@]+\/)?[^/@]+/.exec(name)?.[0] ?? name;
  for (const from of [join(directory, 'package.json'), __filename]) {
    const paths = createRequire(from).resolve.paths(packageName) ?? [];
    const folder = paths
      .map((path) => join(path, packageName))
      .find((path) => existsSync(join(path, manifestName)));
    if (folder !== undefined) return folder;
  }
  return undefined;
}

/** Reads a template's folder. Findings name files by their paths within it. */
export function readTemplate(folder: string): CheckedWithSources<Template> {
  const source = join(folder, manifestName);
  try {
    const text = readFileSync(source, 'utf8');
    const { value: manifest, diagnostics } = parseManifest(text, source);
    const sources = new Map([[source, text]]);
    if (manifest === undefined) return { value: undefined, diagnostics, sources };
    const files = ['files', 'repository'].flatMap((part) => filesBelow(folder, part));
    return { value: { manifest, files }, diagnostics, sources: withTexts(sources, files) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const diagnostic = diagnose('template-unreadable', { template: folder, reason });
    return { value: undefined, diagnostics: [diagnostic], sources: new Map() };
  }
}

function filesBelow(folder: string, part: string): readonly TemplateFile[] {
  if (!existsSync(join(folder, part))) return [];
  return readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
    .map((name) => join(part, name))
    .filter((path) => !path.split(/[\\/]/).includes('node_modules') && statSync(join(folder, path)).isFile())
    .map((path) => ({
      path: path.replaceAll('\\', '/'),
      content: readFileSync(join(folder, path)),
      executable: (statSync(join(folder, path)).mode & 0o111) !== 0,
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function withTexts(sources: Sources, files: readonly TemplateFile[]): Sources {
  return new Map([
    ...sources,
    ...files.map(({ path, content }) => [path, content.toString('utf8')] as const),
  ]);
}

/** The nearest folder from `start` upwards that holds `name`; undefined: none does. */
export function folderAbove(start: string, name: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
