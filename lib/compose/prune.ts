import type { Project } from './project.js';

const SECTIONS = ['networks', 'volumes', 'secrets', 'configs', 'models'] as const;
type Used = Readonly<Record<(typeof SECTIONS)[number], ReadonlySet<string>>>;

/** The project without the resources that no service uses. */
export function pruneResources(project: Project): Project {
  const used = usedResources(project);
  return SECTIONS.reduce<Project>((result, section) => {
    const { [section]: resources = {}, ...rest } = result;
    const left = Object.entries(resources).filter(([name]) => used[section].has(name));
    return left.length === 0 ? rest : { ...rest, [section]: Object.fromEntries(left) };
  }, project);
}

function usedResources({ services }: Project): Used {
  const all = Object.values(services);
  const volumes = all.flatMap((service) => service.volumes ?? []);
  const secrets = all.flatMap((service) => [...(service.secrets ?? []), ...(service.build?.secrets ?? [])]);
  return {
    networks: new Set(all.flatMap((service) => Object.keys(service.networks ?? {}))),
    volumes: new Set(
      volumes.flatMap(({ type, source }) => (type === 'volume' && source !== undefined ? [source] : [])),
    ),
    secrets: new Set(secrets.map(({ source }) => source)),
    configs: new Set(all.flatMap((service) => (service.configs ?? []).map(({ source }) => source))),
    models: new Set(all.flatMap((service) => Object.keys(service.models ?? {}))),
  };
}
