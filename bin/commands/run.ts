import { Option } from 'commander';
import { diagnose, type Diagnostic } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { taskId } from '../../lib/operate/choose-task.js';
import { taskPlacement } from '../../lib/operate/task-placement.js';
import { deployedProject, notDeployed } from '../deployed-project.js';
import { environmentOption } from '../environment-option.js';
import { followRun } from '../follow-run.js';
import type { Machine } from '../machine.js';
import type { ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';

interface RunOptions extends ProjectOptions {
  readonly env?: readonly string[];
  readonly detach?: true;
  readonly entrypoint?: string;
}

/** Runs a command in a task of its own, from the deployed task definition; ends with the container's exit code. */
export const run = subcommand<RunOptions>({
  describe: (command) =>
    command
      .argument('<service>', 'the service whose task definition is taken')
      .argument('[command...]', 'another command than the service’s own')
      // What follows the service belongs to the command.
      .passThroughOptions()
      .option(
        '-e, --env <variable>',
        'NAME=VALUE, or NAME for its value here; again for more',
        (value, all: readonly string[] = []) => [...all, value],
      )
      .option('-d, --detach', 'print the id of the task, and do not wait for it')
      .addOption(new Option('--entrypoint <command>').hideHelp())
      .addOption(environmentOption()),

  run: async ({ env = [], detach = false, entrypoint, ...options }, [service = '', ...command], machine) => {
    const fail = (diagnostics: readonly Diagnostic[], sources = new Map<string, string>()): number => {
      machine.stderr.write(renderReport(diagnostics, sources, { colour: machine.stderr.colour }));
      return 1;
    };
    if (entrypoint !== undefined) return fail([diagnose('entrypoint-fixed', {})]);
    const { value: deployment, diagnostics, sources } = await deployedProject(options, [service], machine);
    const missing = deployment === undefined ? [] : notDeployed(deployment);
    const [deployed] = deployment?.services ?? [];
    if (deployment === undefined || deployed === undefined)
      return fail([...diagnostics, ...missing], new Map(sources));
    const { inputs, all, ecs, find } = deployment;
    const { services, networks = {} } = inputs.project.project;
    const joined = Object.keys(services[service]?.networks ?? {});
    const placed = await taskPlacement(
      deployed,
      {
        project: inputs.project.project.name,
        environment: inputs.environment,
        networks: joined,
        securityGroups: joined
          .map((key) => networks[key]?.name ?? '')
          .filter((name) => /^sg-[0-9a-f]+$/.test(name)),
        all,
      },
      find,
    );
    if (placed.value === undefined) return fail(placed.diagnostics);
    const started = await ecs.run({
      ...placed.value,
      taskDefinition: deployed.taskDefinition.arn,
      container: deployed.container.name,
      command,
      environment: variables(env, machine.environment),
      exec: deployed.ecsService?.exec ?? false,
    });
    if (started.value === undefined) return fail(started.diagnostics);
    if (!detach)
      return followRun(
        { ...deployment, deployed, cluster: placed.value.cluster, task: started.value },
        machine,
      );
    machine.stdout.write(`${taskId(started.value.arn)}\n`);
    return 0;
  },
});

/** A name alone takes its value from here; one that has none here is left out, as Docker does. */
function variables(
  stated: readonly string[],
  here: Machine['environment'],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    stated.flatMap((text) => {
      const equals = text.indexOf('=');
      const name = equals < 0 ? text : text.slice(0, equals);
      const value = equals < 0 ? here[name] : text.slice(equals + 1);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
