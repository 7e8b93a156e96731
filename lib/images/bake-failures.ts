import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { CheckedBake } from './bake-checked.js';
import type { BakeResult } from './buildx.js';
import type { PlannedBuild } from './planned-builds.js';

/** What the builder says, and what helps against it. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /failed to find driver "cloud"/,
    'install buildx 0.37.1 or later: it brings the driver of Docker Build Cloud',
  ],
  [
    /no credentials found for https:\/\/index\.docker\.io/,
    'docker login: Docker Build Cloud needs a login to Docker Hub',
  ],
  [/cannot connect to the docker daemon/i, 'start Docker, or choose a remote builder with --builder'],
  [
    /multi-platform build is not supported/i,
    'turn on the containerd image store of Docker, or choose a builder with another driver: docker buildx create --driver docker-container',
  ],
  [
    /entitlement .* is not allowed/,
    'choose a builder that allows it (docker buildx create --buildkitd-flags "--allow-insecure-entitlement …"), or leave out privileged, entitlements and network: host',
  ],
  [
    /exec format error/,
    'this builder has no emulation for the platform: choose one with a native node, such as Docker Build Cloud',
  ],
  [/no space left on device/, 'docker buildx prune frees the cache of the builder'],
  [
    /(?:401|403) |denied|unauthorized|no basic auth credentials/i,
    'docker login to that registry, with permission to push',
  ],
  [
    /no such host|i\/o timeout|connection refused|TLS handshake/i,
    'check the network and the proxy of the builder',
  ],
];

/**
 * Why a bake failed, by build; nothing for one that succeeded, or whose images are there all the same. What the check of
 * the builder found explains a failure that is none of a step. A flaw of this machine may explain each of them, and is
 * told before the steps that failed: it need not be their cause.
 */
export function bakeFailures(
  {
    finished,
    progress,
    check,
    flaw,
  }: Pick<BakeResult, 'finished' | 'progress'> & Partial<Pick<CheckedBake, 'check' | 'flaw'>>,
  unbuilt: readonly PlannedBuild[],
): readonly Diagnostic[] {
  if (check?.refusal !== undefined) return [check.refusal];
  if (finished.kind === 'interrupted') return [diagnose('build-interrupted', {})];
  if (unbuilt.length === 0) return [];
  if (finished.kind === 'missing') return [diagnose('buildx-missing', { program: 'docker buildx' })];
  const failed = progress.targets().flatMap(({ target, failure }) => {
    const build = unbuilt.find((one) => one.target === target);
    if (failure === undefined || build === undefined) return [];
    const { services } = build;
    const { step, reason, log } = failure;
    return [
      diagnose(
        'build-failed',
        { services, step, reason: withoutCommand(reason), log: log.slice(-12) },
        { path: ['services', services[0] ?? '', 'build'] },
      ),
    ];
  });
  if (flaw !== undefined) return [flaw, ...failed];
  if (failed.length > 0) return failed;
  if (check?.trouble !== undefined) return [check.trouble];
  const text = progress.text();
  const said =
    text.findLast((line) => line.startsWith('ERROR:'))?.replace(/^ERROR:\s*/, '') ??
    text.at(-1) ??
    `it ended with code ${finished.code}`;
  const fix = remedies.find(([pattern]) => pattern.test(text.join('\n')))?.[1];
  // buildx names the target only where there are several.
  const { target, reason = said } =
    /^(?:target (?<target>\S+): )?(?:failed to build: )?failed to solve: (?<reason>.*)$/s.exec(said)
      ?.groups ?? {};
  const named = unbuilt.find((build) => build.target === target);
  const { services: [service] = [] } = named ?? (unbuilt.length === 1 ? unbuilt[0] : undefined) ?? {};
  return [
    diagnose(
      'build-stopped',
      { reason, fix },
      service === undefined ? {} : { path: ['services', service, 'build'] },
    ),
  ];
}

/** The command stands in the step's name already. */
function withoutCommand(reason: string): string {
  return reason.replace(/^process ".*" did not complete successfully: /s, '');
}
