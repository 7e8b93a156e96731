#!/usr/bin/env node
/** The CDK app of a Compose project, for `cdk synth`, `diff`, `deploy` and `destroy`: one stack, told by the context. */
import { readFileSync } from 'node:fs';
import { ComposeStack } from '../lib/constructs/compose-stack.js';
import { readContext } from '../lib/constructs/context.js';
import { reproducibleApp } from '../lib/constructs/reproducible-app.js';
import { stackName } from '../lib/constructs/stack-name.js';
import { ComposeError } from '../lib/diagnostics/compose-error.js';
import { diagnose, hasErrors } from '../lib/diagnostics/diagnostic.js';
import { cdkCommand } from './cdk-command.js';
import { doWithoutOptimizer } from './optimizer.js';
import { readProjectInputs } from './project-inputs.js';

const quiet = { write: (text: string) => void process.stderr.write(text), colour: false };

async function synthesize(): Promise<void> {
  const app = reproducibleApp();
  const context = readContext(app.node);
  const read = readProjectInputs(context.value ?? {}, {
    directory: process.cwd(),
    environment: process.env,
    stdout: quiet,
    stderr: quiet,
    readStdin: () => readFileSync(0),
    onInterrupt: () => () => {},
  });
  const names = read.value?.undecided;
  const isDeployed = names !== undefined && (await cdkCommand()) === 'deploy';
  const findings = [
    ...context.diagnostics,
    ...read.diagnostics,
    ...(isDeployed ? [diagnose('deployment-without-environment', { names })] : []),
  ];
  if (read.value === undefined || hasErrors(findings)) throw new ComposeError(findings, read.sources);
  const { project, environment } = read.value;
  new ComposeStack(app, stackName(project.project.name, environment), { ...read.value, findings });
  app.synth();
}

doWithoutOptimizer();
synthesize().catch((error: unknown) => {
  const isReport = ComposeError.isComposeError(error);
  const bug = error instanceof Error ? error.message : String(error);
  process.stderr.write(isReport ? `${error.message}\n` : `cdk-compose failed; please report this: ${bug}\n`);
  process.exitCode = isReport ? 1 : 70;
});
