import { posix } from 'node:path';
import type * as dockerfile from 'dockerfile-ast';

/** A source of a COPY or ADD instruction, and where it puts it. */
export interface DockerfileCopy {
  /** Below the build context, cleaned; the empty path is the context itself. */
  readonly source: string;
  /** Absolute, in the image: of a file, its own path or the folder that it goes into; of a folder, where its files go. */
  readonly destination: string;
  /** Files go into the destination whatever is there. */
  readonly isInto: boolean;
  /** As it is written: `COPY . /code`. */
  readonly instruction: string;
}

interface Stage {
  readonly name: string | undefined;
  readonly base: string;
  readonly copies: readonly DockerfileCopy[];
  /** At the end of the stage; undefined: what its base image says, which is not known. */
  readonly directory: string | undefined;
}

// Loaded on use: most projects mount nothing over what they build, and loading it costs as much as planning them.
function parser() {
  return (require('dockerfile-ast') as typeof dockerfile).DockerfileParser;
}

/**
 * What the stage `target` (the last, if none is named) takes from the build context, in its order. Left out is what
 * can't be told from the Dockerfile alone: patterns, archives, addresses, other stages, what is relative to a folder
 * that the base image sets. Docker's "Dockerfile reference", COPY.
 */
export function dockerfileCopies(text: string, target: string | undefined): readonly DockerfileCopy[] {
  const stages: Stage[] = [];
  for (const instruction of parser().parse(text).getInstructions()) {
    const [stage] = stages.slice(-1);
    const words = argumentsOf(instruction);
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const [base = '', , name] = words;
      stages.push({ name: name?.toLowerCase(), base: base.toLowerCase(), copies: [], directory: undefined });
    } else if (stage !== undefined && keyword === 'WORKDIR') {
      stages[stages.length - 1] = { ...stage, directory: inside(folderOf(stages, stage), words[0] ?? '') };
    } else if (stage !== undefined && (keyword === 'COPY' || keyword === 'ADD')) {
      const copies = copiesOf(instruction, words, folderOf(stages, stage));
      stages[stages.length - 1] = { ...stage, copies: [...stage.copies, ...copies] };
    }
  }
  const wanted = target?.toLowerCase();
  const last =
    wanted === undefined
      ? stages.at(-1)
      : (stages.find(({ name }) => name === wanted) ?? stages[/^\d+$/.test(wanted) ? Number(wanted) : -1]);
  return chainOf(stages, last).flatMap(({ copies }) => copies);
}

/** A stage with those that it is built on, the first of them first. */
function chainOf(stages: readonly Stage[], stage: Stage | undefined): readonly Stage[] {
  if (stage === undefined) return [];
  const before = stages.slice(0, stages.indexOf(stage));
  return [
    ...chainOf(
      before,
      before.findLast(({ name }) => name === stage.base),
    ),
    stage,
  ];
}

function folderOf(stages: readonly Stage[], stage: Stage): string | undefined {
  return chainOf(stages, stage).findLast(({ directory }) => directory !== undefined)?.directory;
}

function inside(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) return clean(path);
  return folder === undefined ? undefined : clean(posix.join(folder, path));
}

function clean(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}

function copiesOf(
  instruction: dockerfile.Instruction,
  words: readonly string[],
  folder: string | undefined,
): readonly DockerfileCopy[] {
  const flags = [...instruction.getTextContent().matchAll(/\s--([a-z-]+)/g)].map(([, flag]) => flag);
  const sources = words.slice(0, -1);
  const [written = ''] = words.slice(-1);
  const destination = inside(folder, written);
  if (flags.some((flag) => flag === 'from' || flag === 'parents' || flag === 'exclude')) return [];
  if (destination === undefined || instruction.getTextContent().includes('<<')) return [];
  return sources
    .filter((source) => !/[*?[\]]|:\/\/|^git@|\$/.test(source))
    .filter(
      (source) =>
        instruction.getKeyword() === 'COPY' || !/\.(?:tar|tgz|tbz2?|txz|gz|bz2|xz|zst)$/.test(source),
    )
    .map((source) => ({
      source: clean(posix.join('/', source)).slice(1),
      destination,
      isInto: written.endsWith('/') || written === '.' || sources.length > 1,
      instruction: instruction.getTextContent().replaceAll(/\\?\s+/g, ' '),
    }));
}

/** The words of an instruction, variables filled in; in JSON's form, the library would lose the blanks in a word. */
function argumentsOf(instruction: dockerfile.Instruction): readonly string[] {
  const raw = instruction.getRawArgumentsContent()?.replace(/^(?:--\S+\s+)*/, '') ?? '';
  if (!raw.startsWith('[')) return instruction.getExpandedArguments().map((word) => word.getValue());
  try {
    const words: unknown = JSON.parse(raw);
    return Array.isArray(words) ? words.map(String) : [];
  } catch {
    return [];
  }
}
