import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { diagnose, type Checked, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import { contextHash } from './context-hash.js';
import { fileHash } from './file-hashes.js';
import { isIgnored, parseIgnoreFile, type IgnoreRules } from './ignore-file.js';
import { plainFile } from './plain-file.js';
import type { ServiceBuild } from './service-build.js';

/** Hashes of contexts already walked, by folder and rules: several services often share one. */
export type ContextHashes = Map<string, string>;

/** Whether a context is a folder of this machine: after loading, every local one is absolute. */
export function isLocalContext(context: string): boolean {
  return isAbsolute(context);
}

/** Where the Dockerfile lies; undefined when it is written in the Compose file or comes with a remote context. */
export function dockerfilePath({ context, dockerfile, dockerfile_inline }: ServiceBuild): string | undefined {
  if (dockerfile_inline !== undefined || !isLocalContext(context)) return undefined;
  return resolve(context, dockerfile ?? 'Dockerfile');
}

/** The text of the Dockerfile; undefined where it comes with a remote context or can't be read, which is told elsewhere. */
export function dockerfileText(build: ServiceBuild): string | undefined {
  if (build.dockerfile_inline !== undefined) return build.dockerfile_inline;
  const file = dockerfilePath(build);
  try {
    return file === undefined ? undefined : readFileSync(plainFile(file), 'utf8');
  } catch {
    return undefined;
  }
}

/** The hash of what a service's main context sends to the builder, by the ignore file that BuildKit would apply. */
export function mainContextHash(
  build: ServiceBuild,
  path: ComposePath,
  known: ContextHashes,
): Checked<string> {
  if (!isLocalContext(build.context)) return { value: build.context, diagnostics: [] };
  return localContextHash(build.context, ignoreFilesOf(build), { path, known });
}

/** Whether Git's own folder goes to the builder with a local context. */
export function sendsGitFolder(build: ServiceBuild): boolean {
  if (!existsSync(join(build.context, '.git'))) return false;
  const { value } = firstIgnoreFile(ignoreFilesOf(build), []);
  return value !== undefined && !isIgnored(value.rules, '.git', undefined).ignored;
}

// The one beside the Dockerfile is of the whole name: `web.Dockerfile.dockerignore`.
function ignoreFilesOf(build: ServiceBuild): readonly string[] {
  const dockerfile = dockerfilePath(build);
  const own = dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`];
  return [...own, join(build.context, '.dockerignore')];
}

/** What stays behind of a service's main context, by the same ignore file; what is wrong with it is found elsewhere. */
export function mainContextRules(build: ServiceBuild): IgnoreRules {
  return firstIgnoreFile(ignoreFilesOf(build), []).value?.rules ?? [];
}

/** The hash of an additional context, for which only the `.dockerignore` at its own root counts. */
export function namedContextHash(context: string, path: ComposePath, known: ContextHashes): Checked<string> {
  if (!isLocalContext(context)) return { value: context, diagnostics: [] };
  return localContextHash(context, [join(context, '.dockerignore')], { path, known });
}

/** The hash of a Dockerfile's bytes. */
export function dockerfileHash(file: string, path: ComposePath): Checked<string> {
  return reading(path, () => fileHash(plainFile(file)));
}

function localContextHash(
  context: string,
  ignoreFiles: readonly string[],
  { path, known }: { readonly path: ComposePath; readonly known: ContextHashes },
): Checked<string> {
  const ignore = firstIgnoreFile(ignoreFiles, path);
  if (ignore.value === undefined) return { value: undefined, diagnostics: ignore.diagnostics };
  const { rules, text } = ignore.value;
  const key = JSON.stringify([context, text]);
  return reading(path, () => {
    const hash = known.get(key) ?? contextHash(context, rules);
    known.set(key, hash);
    return hash;
  });
}

function firstIgnoreFile(
  files: readonly string[],
  path: ComposePath,
): Checked<{ readonly rules: IgnoreRules; readonly text: string }> {
  for (const file of files) {
    const text = optionalText(file, path);
    if (text.diagnostics.length > 0) return { value: undefined, diagnostics: text.diagnostics };
    if (text.value === undefined) continue;
    const read = parseIgnoreFile(text.value);
    if (read.ok) return { value: { rules: read.rules, text: text.value }, diagnostics: [] };
    const line = text.value.slice(0, read.start).split('\n').length;
    const diagnostic = diagnose('ignore-pattern-broken', { file, line, pattern: read.pattern }, { path });
    return { value: undefined, diagnostics: [diagnostic] };
  }
  return { value: { rules: [], text: '' }, diagnostics: [] };
}

function optionalText(file: string, path: ComposePath): Checked<string> {
  const read = reading(path, () => readFileSync(plainFile(file), 'utf8'));
  const isMissing = read.diagnostics[0]?.code === 'build-file-missing';
  return isMissing ? { value: undefined, diagnostics: [] } : read;
}

function reading(path: ComposePath, read: () => string): Checked<string> {
  try {
    return { value: read(), diagnostics: [] };
  } catch (error) {
    return { value: undefined, diagnostics: [unreadable(error as NodeJS.ErrnoException, path)] };
  }
}

function unreadable(
  { code, path: file = '', message }: NodeJS.ErrnoException,
  path: ComposePath,
): Diagnostic {
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  if (missing) return diagnose('build-file-missing', { file }, { path });
  return diagnose('build-file-unreadable', { file, reason: code ?? message }, { path });
}
