import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { ComposeStack, composeContext, readProject, stackName } from 'cdk-compose';

/** The stack of the environment that `-c compose:environment=…` selects. */
export function application(app: App): ComposeStack {
  const inputs = readProject({
    // The Compose file is looked for from here upwards.
    directory: join(__dirname, '..'),
    // Files, name and environments, as cdk.json says.
    ...composeContext(app),
  });
  return new ComposeStack(app, stackName(inputs.project.project.name, inputs.environment), {
    ...inputs,
    // services: { web: { fargateService: (props) => ({ ...props, desiredCount: 3 }) } },
  });
}
