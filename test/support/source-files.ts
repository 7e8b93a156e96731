import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's folder. */
export const root = join(__dirname, '../..');

export interface SourceFile {
  /** From the repository's folder, with forward slashes: `lib/plan/plan.ts`. */
  readonly path: string;
  readonly text: string;
  /** What it imports, re-exports or loads, as written. */
  readonly imports: readonly string[];
}

/** The TypeScript sources below a folder of the repository, by path. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8');
      return { path: `${folder}/${name}`, text, imports: importsOf(text) };
    });
}

function importsOf(text: string): readonly string[] {
  const pattern = /^(?:import|export|\})[^'"\n]*?(?:from )?'([^']+)';|\b(?:import|require)\('([^']+)'\)/gm;
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? match[2] ?? '');
}
