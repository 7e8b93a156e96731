import { Option } from 'commander';
import { hasErrors } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { formatPlan } from '../../lib/plan/format.js';
import { environmentOption } from '../environment-option.js';
import { layoutOption } from '../layout-option.js';
import { planPage } from '../plan-page/page.js';
import { planProject, type ProjectOptions } from '../project-inputs.js';
import { subcommand } from '../subcommand.js';

interface PlanOptions extends ProjectOptions {
  readonly format: keyof typeof formats;
}

const formats = {
  text: (plan: DeploymentPlan) => formatPlan(plan),
  json: (plan: DeploymentPlan) => `${JSON.stringify(plan, null, 2)}\n`,
  html: (plan: DeploymentPlan, report: string) => planPage(plan, formatPlan(plan), report),
};

/** Prints the deployment plan to stdout and the findings to stderr; with errors the plan is shown all the same. */
export const plan = subcommand<PlanOptions>({
  describe: (command) =>
    command
      .addOption(
        new Option('--format <format>', 'html is a page with a picture')
          .choices(Object.keys(formats))
          .default('text'),
      )
      .addOption(environmentOption())
      .addOption(layoutOption()),

  run: async (options, _, machine) => {
    const { plan: planned, diagnostics, sources } = planProject(options, machine);
    if (planned !== undefined) {
      machine.stdout.write(formats[options.format](planned, renderReport(diagnostics, sources)));
    }
    const report = renderReport(diagnostics, sources, { colour: machine.stderr.colour });
    // Apart from the plan, on the terminal that shows both.
    machine.stderr.write(planned === undefined || report === '' ? report : `\n${report}`);
    return hasErrors(diagnostics) ? 1 : 0;
  },
});
