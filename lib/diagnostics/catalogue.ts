/**
 * Every diagnostic, by its permanent code. One file per subject; the code is the key, typed once.
 * A row says what was found (`message`) and what to do (`fix`); DIAGNOSTICS.md is generated from it.
 */
import { builders } from './catalogue/builders.js';
import { builds } from './catalogue/builds.js';
import { constructs } from './catalogue/constructs.js';
import { environments } from './catalogue/environments.js';
import { images } from './catalogue/images.js';
import { init } from './catalogue/init.js';
import { jobs } from './catalogue/jobs.js';
import { keys } from './catalogue/keys.js';
import { layering } from './catalogue/layering.js';
import { loadBalancers } from './catalogue/load-balancers.js';
import { loading } from './catalogue/loading.js';
import { logs } from './catalogue/logs.js';
import { mounts } from './catalogue/mounts.js';
import { names } from './catalogue/names.js';
import { operating } from './catalogue/operating.js';
import { platform } from './catalogue/platform.js';
import { project } from './catalogue/project.js';
import { publishedPorts } from './catalogue/published-ports.js';
import { references } from './catalogue/references.js';
import { registries } from './catalogue/registries.js';
import { routes } from './catalogue/routes.js';
import { scaling } from './catalogue/scaling.js';
import { secrets } from './catalogue/secrets.js';
import { serviceConnect } from './catalogue/service-connect.js';
import { stacks } from './catalogue/stacks.js';
import { tasks } from './catalogue/tasks.js';
import { usage } from './catalogue/usage.js';
import { volumes } from './catalogue/volumes.js';

export const catalogue = {
  ...usage,
  ...init,
  ...project,
  ...layering,
  ...loading,
  ...references,
  ...keys,
  ...tasks,
  ...jobs,
  ...scaling,
  ...volumes,
  ...mounts,
  ...logs,
  ...names,
  ...serviceConnect,
  ...publishedPorts,
  ...loadBalancers,
  ...routes,
  ...platform,
  ...stacks,
  ...environments,
  ...images,
  ...builds,
  ...builders,
  ...registries,
  ...secrets,
  ...constructs,
  ...operating,
};
