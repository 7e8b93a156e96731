import type { FileSystemPlan, MissingBinding, NetworkPlan } from '../model/deployment-plan.js';
import { found, gatherList, type Found } from './found.js';
import type { Planning } from './planning.js';

interface External {
  readonly fileSystems: readonly FileSystemPlan[];
  readonly networks: readonly NetworkPlan[];
}

/** External volumes and networks of which nothing says what they are: told now, and refused when it is deployed. */
export function missingBindings(
  planning: Planning,
  { fileSystems, networks }: External,
): Found<readonly MissingBinding[]> {
  const { volumes = {}, networks: stated = {} } = planning.project;
  const lacking = [
    ...fileSystems
      .filter(({ name, existing }) => existing === undefined && volumes[name]?.external === true)
      .map(({ name }) => ({
        name,
        kind: 'volume',
        binding: `fileSystems.${name}.id`,
        path: ['volumes', name],
      })),
    ...networks
      .filter(({ name, existing }) => existing === undefined && stated[name]?.external === true)
      .map(({ name }) => ({
        name,
        kind: 'network',
        binding: `networks.${name}.securityGroup`,
        path: ['networks', name],
      })),
  ];
  const parts = lacking.map(({ name, kind, binding, path }) =>
    found({ what: `${kind} ${name}`, sentence: sentence(planning, kind, name, binding) }, [
      planning.finding(
        kind === 'volume' ? 'external-volume-not-bound' : 'external-network-not-bound',
        { name, binding, file: planning.bindingsFile },
        path,
      ),
    ]),
  );
  return gatherList([...undecided(planning), ...parts]);
}

/** The environment that is missing is the one that nobody selected. */
function undecided({ options, finding }: Planning): readonly Found<MissingBinding>[] {
  const { undecided: names, environment: taken = '' } = options;
  if (names === undefined) return [];
  const missing = {
    what: 'environment',
    sentence: `No environment is selected: deploy one of ${names.join(', ')} with -c compose:environment=…`,
  };
  return [found(missing, [finding('environment-not-selected', { taken, names }, [])])];
}

function sentence({ bindingsFile }: Planning, kind: string, name: string, binding: string): string {
  return `Nothing says what the external ${kind} '${name}' is: put ${binding} into ${bindingsFile}, then deploy again.`;
}
