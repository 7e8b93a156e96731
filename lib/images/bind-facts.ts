import { posix, relative, resolve } from 'node:path';
import { factsByName, type BindMount } from '../compose/bind-mounts.js';
import type { BindFacts } from '../model/file-layer.js';
import { dockerfileText, isLocalContext, mainContextRules } from './build-context.js';
import { dockerfileCopies } from './dockerfile-copies.js';
import { isIgnored, type IgnoreMatches, type IgnoreRules } from './ignore-file.js';
import type { ServiceBuild } from './service-build.js';
import type { VersionControl } from './version-control.js';

/** What the facts of a bind mount are taken from. */
export interface FactSources {
  readonly versionControl: VersionControl | undefined;
  readonly build: ServiceBuild | undefined;
  /** The VOLUMEs of the image below. */
  readonly volumes: readonly string[];
}

/** Gathers what is known of a bind mount: reads version control's index and the service's own Dockerfile. */
export function bindFacts(bind: BindMount, { versionControl, build, volumes }: FactSources): BindFacts {
  const tracked = versionControl?.(bind.source);
  const kind = tracked === undefined || tracked.kind === 'nothing' ? factsByName(bind).kind : tracked.kind;
  return {
    kind,
    tracked: tracked === undefined ? undefined : tracked.kind !== 'nothing',
    instruction: build === undefined ? undefined : instructionThatCopies({ ...bind, kind }, build),
    isVolume: volumes.some((path) => resolve('/', path) === resolve('/', bind.target)),
  };
}

interface Copied {
  readonly source: string;
  readonly target: string;
  readonly kind: BindFacts['kind'];
}

/** The COPY or ADD of a Dockerfile that puts a source at a target; the last one counts. */
function instructionThatCopies({ source, target, kind }: Copied, build: ServiceBuild): string | undefined {
  if (!isLocalContext(build.context)) return undefined;
  const below = relative(build.context, source).replaceAll('\\', '/');
  if (below === '..' || below.startsWith('../')) return undefined;
  const text = dockerfileText(build);
  if (text === undefined || staysBehind(below, mainContextRules(build))) return undefined;
  const wanted = posix.normalize(target).replace(/(.)\/$/, '$1');
  return dockerfileCopies(text, build.target).findLast((copy) => {
    if (copy.source === below) {
      const into = posix.join(copy.destination, posix.basename(below));
      return kind === 'file'
        ? wanted === into || (!copy.isInto && wanted === copy.destination)
        : wanted === copy.destination;
    }
    const isInside = copy.source === '' || below.startsWith(`${copy.source}/`);
    const rest = copy.source === '' ? below : below.slice(copy.source.length + 1);
    return isInside && wanted === posix.join(copy.destination, rest);
  })?.instruction;
}

function staysBehind(path: string, rules: IgnoreRules): boolean {
  let above: IgnoreMatches | undefined;
  let ignored = false;
  const steps = path.split('/').filter((step) => step !== '');
  steps.forEach((_, index) => {
    ({ ignored, matches: above } = isIgnored(rules, steps.slice(0, index + 1).join('/'), above));
  });
  return ignored;
}
