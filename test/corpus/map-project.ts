import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedProject } from '../../lib/compose/project.js';
import type { ComposeStackProps } from '../../lib/constructs/compose-stack.js';
import { synthesize } from '../../lib/constructs/synthesize.js';
import type { Checked, Diagnostic } from '../../lib/diagnostics/diagnostic.js';
import { resolveImages } from '../../lib/images/resolve-images.js';
import type { Bindings } from '../../lib/model/bindings.js';
import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import type { ResolvedImage, ResolvedImages } from '../../lib/model/image-lock.js';
import type { Layout } from '../../lib/model/layout.js';
import { planDeployment } from '../../lib/plan/plan.js';
import type { Json } from '../fargate/json.js';

/** What became of one project: up to a template, or up to the errors that stopped it. */
export interface Mapped {
  readonly diagnostics: readonly Diagnostic[];
  readonly plan: DeploymentPlan | undefined;
  /** By stack name; undefined when the project is refused. */
  readonly templates: Readonly<Record<string, Json>> | undefined;
}

/** The environment that a project is deployed to, without one none is declared, and its layout, if it is stated. */
export interface Surroundings {
  readonly environment?: string;
  readonly bindings?: Bindings;
  readonly layout?: Layout;
}

/** Plans a loaded project and synthesizes it; all its images have made-up digests unless the caller has others. */
export function mapProject(
  loaded: LoadedProject,
  images: Checked<ResolvedImages> = lockedImages(loaded),
  { bindings = { version: 1 }, ...options }: Surroundings = {},
): Mapped {
  const locked = images.value ?? {};
  const planned: Checked<DeploymentPlan> = planDeployment(loaded, locked, bindings, options);
  const diagnostics = [...images.diagnostics, ...planned.diagnostics];
  if (planned.value === undefined || diagnostics.some(({ severity }) => severity === 'error'))
    return { diagnostics, plan: planned.value, templates: undefined };
  return {
    diagnostics,
    plan: planned.value,
    templates: synthesizedTemplates({ project: loaded, images: locked, bindings, ...options }),
  };
}

/** Every image pinned, as `cdk-compose build` would: what an image is made of is not what is tried here. */
export function lockedImages(loaded: LoadedProject): Checked<ResolvedImages> {
  const { value = {}, diagnostics } = resolveImages(loaded, { version: 1, images: {} });
  const entries = Object.entries(value).map(([service, image]): [string, ResolvedImage] => {
    const digest = `sha256:${createHash('sha256').update(image.key).digest('hex')}`;
    const locked = { digest, platforms: ['linux/amd64', 'linux/arm64'], services: [service], config: {} };
    return [service, { ...image, digest: image.digest ?? digest, locked: image.locked ?? locked }];
  });
  return { value: Object.fromEntries(entries), diagnostics };
}

function synthesizedTemplates(props: ComposeStackProps): Readonly<Record<string, Json>> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-compose-assembly-'));
  try {
    const { templates: stacks } = synthesize('Application', props, { outdir });
    return Object.fromEntries(
      stacks.map(({ stackName, file }) => [
        stackName,
        JSON.parse(readFileSync(join(outdir, file), 'utf8')) as Json,
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
