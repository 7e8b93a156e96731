import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Option } from 'commander';
import { hasErrors, type Diagnostic, type Sources } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { readBindings, writeBindings } from '../../lib/images/bindings-file.js';
import { bindingsName } from '../../lib/model/bindings.js';
import { projectTags } from '../../lib/model/project-tags.js';
import { placed } from '../../lib/images/placed.js';
import { lookUpConfigs, namedConfigs } from '../../lib/secrets/look-up-configs.js';
import { pushSecrets, type PushOutcome } from '../../lib/secrets/push-secrets.js';
import { wantedSecrets } from '../../lib/secrets/wanted-secrets.js';
import { defaultRegion } from '../default-region.js';
import { environmentOption } from '../environment-option.js';
import type { Machine } from '../machine.js';
import { readProjectInputs, type ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';
import { undecidedEnvironment } from '../undecided-environment.js';

interface SecretsOptions extends ProjectOptions {
  readonly format: 'text' | 'json';
}

/** Writes the values of the project's secrets to AWS Secrets Manager, and where they and the configs of others are into the bindings. */
export const secrets = subcommand<SecretsOptions>({
  describe: (command) =>
    command
      .addArgument(
        new Argument('<action>', 'push: write the values on this machine to AWS Secrets Manager').choices([
          'push',
        ]),
      )
      .addOption(
        new Option('--format <format>', 'how to print what was done')
          .choices(['text', 'json'])
          .default('text'),
      )
      .addOption(environmentOption()),

  // `push` is the only action so far; the command line takes no other.
  run: (options, _, machine) => push(options, machine),
});

async function push({ format, ...options }: SecretsOptions, machine: Machine): Promise<number> {
  const read = readProjectInputs(options, machine);
  const mistakes = undecidedEnvironment(read.value?.undecided, 'secrets-of-which-environment');
  if (read.value === undefined || hasErrors([...read.diagnostics, ...mistakes])) {
    report(machine, [...read.diagnostics, ...mistakes], read.sources);
    return 1;
  }
  const { project: loaded, environment, env } = read.value;
  const { project, directory, spans } = loaded;
  // Not those of the inputs, to which the environment's declaration adds.
  const file = bindingsName(environment);
  const bindings = readBindings(join(directory, file)).value ?? { version: 1 };
  const wanted = wantedSecrets(loaded, { environment, bindings });
  const configs = namedConfigs(project);
  if (wanted.length + Object.keys(configs).length === 0) {
    machine.stderr.write(
      'no service reads a secret that has to be in Secrets Manager, or a config of others by its name\n',
    );
    return 0;
  }
  const region = env?.region ?? defaultRegion(machine.environment);
  const { secretsManager, secretsManagerClient } = await import('../../lib/aws/secrets-manager.js');
  const pushed = await pushSecrets(
    { wanted, bindings, tags: projectTags(project.name, environment) },
    {
      store: secretsManager(secretsManagerClient(region)),
      local: { readFile: readBytes, environment: loaded.environment },
    },
  );
  const { systemsManager, systemsManagerClient } = await import('../../lib/aws/systems-manager.js');
  const found = await lookUpConfigs(
    configs,
    pushed.value.bindings,
    systemsManager(systemsManagerClient(region)),
  );
  const outcomes = [...pushed.value.outcomes, ...found.value.outcomes];
  const isNews = outcomes.some(({ outcome }) => outcome !== 'failed');
  const written = isNews
    ? writeBindings(join(directory, file), found.value.bindings)
    : { value: false, diagnostics: [] };
  const findings = placed([...pushed.diagnostics, ...found.diagnostics, ...written.diagnostics], spans);
  report(machine, findings, read.sources);
  machine.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ bindings: file, secrets: outcomes }, null, 2)}\n`
      : outcomes.map(line).join(''),
  );
  if (written.value === true) machine.stderr.write(`${file} says where they are\n`);
  return hasErrors(findings) ? 1 : 0;
}

function line({ outcome, what, name }: PushOutcome): string {
  return `${outcome.padEnd(9)}  ${what}: ${name}\n`;
}

function readBytes(path: string): Uint8Array | string {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'does not exist' : `can't be read: ${code ?? message}`;
  }
}

function report({ stderr }: Machine, diagnostics: readonly Diagnostic[], sources: Sources = new Map()): void {
  stderr.write(renderReport(diagnostics, sources, { colour: stderr.colour }));
}
