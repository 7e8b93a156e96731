import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { type ComposeStageProps, ComposeStack, composeContext, readProject, stackName } from 'cdk-compose';

/** Where the project is. */
export const source = (app: App) => ({
  // The Compose file is looked for from here upwards.
  directory: join(__dirname, '..'),
  // Files, name and environments, as cdk.json says.
  ...composeContext(app),
});

/** What is said in code, for every environment. */
export const settings: Partial<ComposeStageProps> = {
  // services: { web: { fargateService: (props) => ({ ...props, desiredCount: 3 }) } },
};

/** The stack of the environment that `-c compose:environment=…` selects. */
export function application(app: App): ComposeStack {
  const inputs = readProject(source(app));
  return new ComposeStack(app, stackName(inputs.project.project.name, inputs.environment), {
    ...inputs,
    ...settings,
  });
}
