/**
 * Every diagnostic, by its permanent code. One file per layer that reports; the code is the key, typed once.
 * A row says what was found (`message`) and what to do (`fix`); DIAGNOSTICS.md is generated from it.
 */
import { constructs } from './catalogue/constructs.js';
import { builds } from './catalogue/builds.js';
import { environments } from './catalogue/environments.js';
import { exposure } from './catalogue/exposure.js';
import { init } from './catalogue/init.js';
import { images } from './catalogue/images.js';
import { loading } from './catalogue/loading.js';
import { mapping } from './catalogue/mapping.js';
import { mounts } from './catalogue/mounts.js';
import { platform } from './catalogue/platform.js';
import { project } from './catalogue/project.js';
import { registries } from './catalogue/registries.js';
import { secrets } from './catalogue/secrets.js';
import { usage } from './catalogue/usage.js';

export const catalogue = {
  ...usage,
  ...init,
  ...project,
  ...loading,
  ...mapping,
  ...exposure,
  ...platform,
  ...environments,
  ...images,
  ...builds,
  ...mounts,
  ...registries,
  ...secrets,
  ...constructs,
};
