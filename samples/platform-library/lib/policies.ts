import type { Policy } from 'cdk-compose';

const dataStorePorts: readonly number[] = [1433, 1521, 3306, 5432, 6379, 9042, 9200, 11211, 27017];

/** No data store behind a load balancer that the internet reaches, whoever asked for it. */
export const noPublicDataStore: Policy = ({ loadBalancers }) =>
  loadBalancers
    .filter(({ scheme }) => scheme === 'internet-facing')
    .flatMap(({ listeners }) => listeners)
    .flatMap(({ action, routes }) => [
      ...(action.kind === 'forward' ? [action.target] : []),
      ...routes.map(({ target }) => target),
    ])
    .filter(({ containerPort }) => dataStorePorts.includes(containerPort))
    .map(({ service, containerPort }) => ({
      rule: 'acme-no-public-data-store',
      message: `service '${service}' publishes port ${containerPort} of a data store to the internet`,
      fix: 'write x-aws-expose: internal, or reach it with cdk-compose exec',
      path: ['services', service, 'ports'],
    }));

/** Every container that keeps running says how to tell that it is healthy. */
export const healthcheckRequired: Policy = ({ services }) =>
  services
    .filter(({ kind }) => kind.value === 'service')
    .filter(({ containers }) => containers[0]?.settings.healthCheck === undefined)
    .map(({ name }) => ({
      rule: 'acme-healthcheck-required',
      message: `service '${name}' has no healthcheck`,
      fix: 'state healthcheck.test, as the handbook shows',
      path: ['services', name],
    }));

/** Tags move. A warning: old applications have a year to mend it. */
export const noLatestImage: Policy = ({ services }) =>
  services
    .filter(
      ({ containers }) => containers[0]?.image.from === 'registry' && containers[0].image.tag === 'latest',
    )
    .map(({ name }) => ({
      rule: 'acme-no-latest-image',
      severity: 'warning',
      message: `service '${name}' runs whatever 'latest' is`,
      fix: 'name a version',
      path: ['services', name, 'image'],
    }));
