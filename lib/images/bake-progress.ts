/** How far one target of a bake is. */
export interface TargetProgress {
  readonly target: string;
  /** What people know it by: `web`, `api, worker`. */
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly started: number | undefined;
  readonly completed: number | undefined;
  /** Steps of the Dockerfile seen so far, and how many of them came from the cache. */
  readonly steps: number;
  readonly cachedSteps: number;
  /** Whether all its steps are over, and the export where one follows. */
  readonly isDone: boolean;
  /** What it does now: `2/5 RUN npm ci`. */
  readonly current: string | undefined;
  readonly failure: StepFailure | undefined;
}

/** The step that failed, and the last lines that it printed. */
export interface StepFailure {
  readonly step: string;
  readonly reason: string;
  readonly log: readonly string[];
}

interface Vertex {
  name: string;
  /** Of a Dockerfile. */
  isStep: boolean;
  /** Whether it is shown while it runs. */
  isTelling: boolean;
  started: number | undefined;
  completed: number | undefined;
  cached: boolean;
  error: string | undefined;
  readonly log: string[];
}

/** Follows the lines that `buildx bake --progress rawjson` writes to standard error. */
export interface BakeProgress {
  /** Takes a line; false: it tells nothing of how far the targets are. */
  readonly take: (line: string) => boolean;
  readonly targets: () => readonly TargetProgress[];
  /** What was no progress: the reason of a failure comes as text at the end. */
  readonly text: () => readonly string[];
}

const keptLines = 40;

/** What is known of a bake beforehand. */
export interface ExpectedProgress {
  /** What people know targets by, where that is another name. */
  readonly labels?: ReadonlyMap<string, string> | undefined;
  /** Whether images are exported after their steps, which they are unless they only go into the cache. */
  readonly exports?: boolean;
}

/** @param targets - Those that the bake file's group names; a single one's steps bear no name. */
export function bakeProgress(
  targets: readonly string[],
  { labels = new Map(), exports = true }: ExpectedProgress = {},
): BakeProgress {
  const vertexes = new Map<string, Vertex>();
  const byTarget = new Map(targets.map((target): [string, Set<Vertex>] => [target, new Set()]));
  const text: string[] = [];
  const vertexOf = (digest: string): Vertex => {
    const known = vertexes.get(digest);
    if (known !== undefined) return known;
    const vertex: Vertex = {
      name: '',
      isStep: false,
      isTelling: false,
      started: undefined,
      completed: undefined,
      cached: false,
      error: undefined,
      log: [],
    };
    vertexes.set(digest, vertex);
    return vertex;
  };

  const take = (line: string): boolean => {
    const update = parseUpdate(line);
    if (update === undefined) {
      if (line.trim() !== '') keep(text, line);
      return true;
    }
    for (const { digest, name, started, completed, cached, error } of update.vertexes ?? []) {
      const vertex = vertexOf(digest);
      if (vertex.name !== name) {
        vertex.name = name;
        vertex.isStep = /^\[[^\]]*\d+\/\d+\]/.test(name);
        vertex.isTelling = isTelling(name);
        const target = targetOf(name, targets);
        if (target !== undefined) byTarget.get(target)?.add(vertex);
      }
      vertex.started ??= time(started);
      vertex.completed = time(completed) ?? vertex.completed;
      vertex.cached ||= cached === true;
      vertex.error = error ?? vertex.error;
    }
    for (const { vertex, data } of update.logs ?? []) {
      for (const logged of Buffer.from(data, 'base64').toString().split(/\r?\n/)) {
        if (logged !== '') keep(vertexOf(vertex).log, logged);
      }
    }
    return update.vertexes !== undefined;
  };
  return {
    take,
    text: () => text,
    targets: () =>
      targets.map((target) =>
        summary(target, {
          label: labels.get(target) ?? target,
          exports,
          vertexes: [...(byTarget.get(target) ?? [])],
          words: (name) => plainName(name, targets),
        }),
      ),
  };
}

interface TargetVertexes {
  readonly label: string;
  readonly exports: boolean;
  readonly vertexes: readonly Vertex[];
  readonly words: (name: string) => string;
}

function summary(target: string, { label, exports, vertexes, words }: TargetVertexes): TargetProgress {
  const steps = vertexes.filter(({ isStep }) => isStep);
  const running = vertexes.find(
    (vertex) =>
      vertex.started !== undefined &&
      vertex.completed === undefined &&
      vertex.error === undefined &&
      vertex.isTelling,
  );
  const failed = vertexes.find(({ error }) => error !== undefined && !/cancell?ed/i.test(error));
  const times = (part: 'started' | 'completed'): number[] => vertexes.flatMap((vertex) => vertex[part] ?? []);
  const [started, completed] = [times('started'), times('completed')];
  return {
    target,
    label,
    started: started.length === 0 ? undefined : Math.min(...started),
    completed: completed.length === 0 ? undefined : Math.max(...completed),
    steps: steps.length,
    cachedSteps: steps.filter(({ cached }) => cached).length,
    isDone:
      steps.length > 0 &&
      running === undefined &&
      steps.every(isOver) &&
      (!exports || vertexes.some((vertex) => vertex.name.includes('exporting to') && isOver(vertex))),
    current: running === undefined ? undefined : words(running.name),
    failure:
      failed === undefined
        ? undefined
        : { step: words(failed.name), reason: failed.error ?? '', log: failed.log },
  };
}

function isOver({ cached, completed, error }: Vertex): boolean {
  return error === undefined && (cached || completed !== undefined);
}

// What comes before the first step is soon over, and what comes after the push is bookkeeping.
function isTelling(name: string): boolean {
  return !/^\[(?:[^\]]* )?internal\] (?!load build context)|resolving provenance/.test(name);
}

// `[web 2/3] RUN …`, `[web linux/arm64 build 2/3] RUN …`, `[web internal] load …`, `[web] exporting to image`.
function targetOf(name: string, targets: readonly string[]): string | undefined {
  const first = /^\[([^\s\]]+)/.exec(name)?.[1];
  if (first !== undefined && targets.includes(first)) return first;
  return targets.length === 1 ? targets[0] : undefined;
}

/** A step without the names of targets, and without the digest that follows a base image's name. */
function plainName(name: string, targets: readonly string[]): string {
  return name
    .replace(/^\[([^\]]*)\]\s*/, (_, inside: string) => {
      const rest = inside.split(' ').filter((word) => word !== 'internal' && !targets.includes(word));
      return rest.length === 0 ? '' : `${rest.join(' ')} `;
    })
    .replace(/@sha256:[0-9a-f]{64}$/, '');
}

interface Update {
  readonly vertexes?: readonly {
    readonly digest: string;
    readonly name: string;
    readonly started?: string;
    readonly completed?: string;
    readonly cached?: boolean;
    readonly error?: string;
  }[];
  readonly logs?: readonly { readonly vertex: string; readonly data: string }[];
}

function parseUpdate(line: string): Update | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const update = JSON.parse(line) as Update & { readonly statuses?: unknown; readonly warnings?: unknown };
    return (update.vertexes ?? update.logs ?? update.statuses ?? update.warnings) ? update : undefined;
  } catch {
    return undefined;
  }
}

function time(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

function keep(lines: string[], line: string): void {
  lines.push(line);
  if (lines.length > keptLines) lines.shift();
}
