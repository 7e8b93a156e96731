/**
 * The planner: pure passes that turn a loaded project into the deployment plan. Keys state facts (their `plan` facet);
 * the passes here relate facts, each in a file of its own. A plan is made even when there are errors, so that it can be
 * shown; nothing with errors may be deployed.
 */
import type { LoadedProject } from '../compose/project.js';
import type { Checked } from '../diagnostics/diagnostic.js';
import type { Bindings } from '../model/bindings.js';
import type { DeploymentPlan, ServicePlan } from '../model/deployment-plan.js';
import type { ResolvedImages } from '../model/image-lock.js';
import { accountDiagnostics, accountOfKeys } from './account-of-keys.js';
import { withoutAcknowledged } from './acknowledged.js';
import { bindFindings } from './bind-findings.js';
import { mainsOf, taskGroups } from './colocation.js';
import { cluster } from './cluster.js';
import { names, namespace } from './discovery.js';
import { certificatesOf, domains } from './domains.js';
import { exposure } from './exposure.js';
import { fargateChecks } from './fargate-checks.js';
import { fileSystems } from './file-systems.js';
import { gather, gatherList } from './found.js';
import { missingImages } from './image-plan.js';
import { withFreePorts } from './free-ports.js';
import { job, schedule } from './jobs.js';
import { layout } from './layout.js';
import { loadBalancers } from './load-balancers.js';
import { logPermissions } from './log-permissions.js';
import { logRoutes } from './log-routes.js';
import { missingBindings } from './missing-bindings.js';
import { missingPlatform } from './missing-platform.js';
import { missingSecrets } from './missing-secrets.js';
import { idleDomains, nameDomains } from './name-domains.js';
import { networks } from './networks.js';
import { overlayFindings } from './overlay.js';
import type { PlanOptions } from './plan-options.js';
import { planService } from './plan-service.js';
import { planning as planningOf } from './planning.js';
import { restartsWith } from './restarts-with.js';
import { resolvesOnce } from './resolves-once.js';
import { serviceConnect } from './service-connect.js';
import { secretValues } from './secret-values.js';
import { seemsToEnd } from './seems-to-end.js';
import { tags } from './tags.js';
import { taskCycles } from './task-cycles.js';
import { tlsBesideHttp } from './tls-beside-http.js';
import { unnamedData } from './unnamed-data.js';
import { logs, vpc } from './vpc.js';
import { valueChecks } from './value-checks.js';
import { withoutServices } from './without-services.js';
import { withoutEffect } from './without-effect.js';

/** Decides everything about a deployment. `images` and `bindings` are what the image lock and the environment say. */
export function planDeployment(
  loaded: LoadedProject,
  images: ResolvedImages,
  bindings: Bindings,
  options: PlanOptions = {},
): Checked<DeploymentPlan> {
  const planning = planningOf(loaded, images, bindings, options);
  const serviceNames = Object.keys(planning.project.services).toSorted();
  const groups = taskGroups(planning);
  const exposed = gather(Object.fromEntries(serviceNames.map((name) => [name, exposure(planning, name)])));
  const exposures = withFreePorts(planning, exposed.value);
  const resolvable = names(planning);
  const routes = logRoutes(planning, { groups, names: resolvable.value });
  const connections = serviceConnect(planning, groups, resolvable.value);
  const facts = {
    mains: mainsOf(groups),
    names: resolvable.value,
    exposures: exposures.value,
    logRoutes: routes.value,
    connections: connections.value,
  };
  const ports = serviceNames.flatMap((name) => exposures.value[name]?.published ?? []);
  const parts = gather({
    services: gatherList(groups.map((group) => planService(planning, group, facts))),
    loadBalancers: loadBalancers(planning, ports, facts.mains),
  });
  const ofKind = (kind: ServicePlan['kind']['value']) =>
    parts.value.services.filter((service) => service.kind.value === kind);
  const started = gather({
    jobs: gatherList(ofKind('job').map((service) => job(planning, service))),
    schedules: gatherList(ofKind('schedule').map((service) => schedule(planning, service))),
  });
  const external = { networks: networks(planning), fileSystems: fileSystems(planning) };
  const missing = gatherList([
    missingBindings(planning, external),
    missingPlatform(planning, ports),
    missingSecrets(planning),
  ]);
  const space = namespace(planning);
  const around = gather({
    vpc: vpc(planning, parts.value.services, space.domain),
    domains: domains(planning, ports, parts.value.loadBalancers),
    missingImages: missingImages(planning, parts.value.services),
  });
  const decisions: Omit<DeploymentPlan, 'layout'> = {
    project: planning.project.name,
    environment: options.environment,
    ...around.value,
    cluster: cluster(planning),
    namespace: space,
    nameDomains: nameDomains(planning, parts.value.services),
    ...external,
    ...parts.value,
    certificates: certificatesOf(ports),
    services: restartsWith(planning, groups, parts.value.services),
    logs: logs(planning),
    tags: tags(planning),
    ...started.value,
    missingBindings: missing.value.flat(),
  };
  const placed = layout(planning, decisions);
  const plan: DeploymentPlan = { ...decisions, layout: placed.value };
  const account = accountOfKeys(loaded);
  const isPaused = options.paused === true;
  return {
    value: isPaused ? withoutServices(plan) : plan,
    diagnostics: withoutAcknowledged(
      loaded,
      [
        ...accountDiagnostics(loaded, account),
        ...exposed.diagnostics,
        ...exposures.diagnostics,
        ...resolvable.diagnostics,
        ...routes.diagnostics,
        ...connections.diagnostics,
        ...idleDomains(planning, plan.nameDomains),
        ...parts.diagnostics,
        ...taskCycles(planning, parts.value.services),
        ...started.diagnostics,
        ...missing.diagnostics,
        ...bindFindings(planning),
        ...around.diagnostics,
        ...overlayFindings(planning),
        ...withoutEffect(planning, groups),
        ...plan.services.flatMap((service) => [
          ...fargateChecks(planning, service),
          ...logPermissions(planning, service),
        ]),
        ...valueChecks(planning, plan),
        ...serviceNames.flatMap((name) => [
          ...secretValues(planning, name),
          ...resolvesOnce(planning, name),
          ...seemsToEnd(planning, name),
          ...unnamedData(planning, name),
          ...tlsBesideHttp(planning, exposures.value[name]),
        ]),
        ...placed.diagnostics,
        ...(isPaused ? [planning.finding('services-paused', {}, ['services'])] : []),
      ],
      account,
    ),
  };
}
