import { InvalidArgumentError, Option } from 'commander';
import { diagnose, type Diagnostic } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { runCommand } from '../../lib/images/process.js';
import { chooseTask } from '../../lib/operate/choose-task.js';
import { pluginCall, pluginProblem, sessionPlugin } from '../../lib/operate/session-plugin.js';
import { shellLine } from '../../lib/operate/shell-line.js';
import { attach } from '../attach.js';
import { deployedProject, notDeployed } from '../deployed-project.js';
import { environmentOption } from '../environment-option.js';
import type { Machine } from '../machine.js';
import type { ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';

interface ExecOptions extends ProjectOptions {
  readonly index?: number;
  readonly task?: string;
}

/** Runs a command in a running container, on this terminal. */
export const exec = subcommand<ExecOptions>({
  describe: (command) =>
    command
      .argument('<service>', 'the service in whose container the command runs')
      .argument('<command...>', 'the command and its arguments: sh')
      // What follows the service belongs to the command.
      .passThroughOptions()
      .addOption(
        new Option('--index <number>', 'which of its tasks, the oldest being 1').argParser(placeInList),
      )
      .option('--task <id>', 'the task whose id begins so; cdk-compose logs shows them')
      .addOption(environmentOption()),

  run: async ({ index, task, ...options }, [service = '', ...words], machine) => {
    const fail = (diagnostics: readonly Diagnostic[], sources = new Map<string, string>()): number => {
      machine.stderr.write(renderReport(diagnostics, sources, { colour: machine.stderr.colour }));
      return 1;
    };
    const problem = pluginProblem(await pluginVersion(machine));
    if (problem !== undefined) return fail([problem]);
    const { value: project, diagnostics, sources } = await deployedProject(options, [service], machine);
    const missing = project === undefined ? [] : notDeployed(project);
    const [deployed] = project?.services ?? [];
    if (project === undefined || deployed === undefined)
      return fail([...diagnostics, ...missing], new Map(sources));
    const { cluster, ecsService, taskDefinition } = deployed;
    if (cluster === undefined) return fail([diagnose('no-running-task', { service })]);
    const of = ecsService === undefined ? { family: taskDefinition.family } : { service: ecsService.name };
    const tasks = await project.ecs.tasks({ cluster, of, desiredStatus: 'RUNNING' });
    if (tasks.value === undefined) return fail(tasks.diagnostics);
    const chosen = chooseTask(deployed, tasks.value, { task, index });
    if (chosen.value === undefined) return fail(chosen.diagnostics);
    const started = await project.ecs.execute({
      cluster,
      task: chosen.value.task.arn,
      container: deployed.container.name,
      command: shellLine(words),
    });
    if (started.value === undefined) return fail(started.diagnostics);
    const { argv, environment } = pluginCall(started.value, { ...chosen.value, cluster });
    const { directory } = machine;
    return (await attach({ argv, directory, environment: { ...machine.environment, ...environment } })) ?? 1;
  },
});

async function pluginVersion({ environment }: Machine): Promise<string | undefined> {
  const finished = await runCommand({ argv: [sessionPlugin, '--version'], environment });
  return finished.kind === 'exited' && finished.code === 0 ? finished.stdout : undefined;
}

function placeInList(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(text);
}
