import { renderReport } from '../lib/diagnostics/report.js';
import { readStatus } from '../lib/operate/read-status.js';
import { rowsText } from '../lib/operate/rows-text.js';
import { absentRow, serviceRow } from '../lib/operate/service-rows.js';
import { jobRecord } from '../lib/plan/identity.js';
import type { DeployedProject } from './deployed-project.js';
import type { Machine } from './machine.js';

/** Prints what runs of the services of a project; resolves to the exit code. */
export async function printStatus(
  { inputs, services, names, ecs, region }: DeployedProject,
  format: 'text' | 'json',
  { stdout, stderr }: Machine,
): Promise<number> {
  const [{ findEntrances }, { findJobRun }] = await Promise.all([
    import('../lib/aws/elastic-load-balancing.js'),
    import('../lib/aws/job-runs.js'),
  ]);
  const { name: project } = inputs.project.project;
  const tags = new Map(
    Object.values(inputs.images).flatMap(({ digest, tag }) => (digest === undefined ? [] : [[digest, tag]])),
  );
  const read = await readStatus(
    services,
    { tags, recordOf: (service) => jobRecord(project, inputs.environment, service) },
    { ecs, findEntrances: findEntrances(region), findJobRun: findJobRun(region) },
  );
  stderr.write(renderReport(read.diagnostics, new Map(), { colour: stderr.colour }));
  if (read.value === undefined) return 1;
  const rows = new Map(read.value.map((status) => [status.deployed.name, serviceRow(status)]));
  const all = names.map((name) => rows.get(name) ?? absentRow(name));
  stdout.write(format === 'json' ? `${JSON.stringify(all, null, 2)}\n` : rowsText(all));
  return 0;
}
