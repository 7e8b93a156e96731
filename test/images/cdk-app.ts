import { join } from 'node:path';
import { root } from '../support/source-files.js';
import { folder } from './folder.js';

const library = JSON.stringify(join(root, 'lib', 'index.ts'));
const cdk = JSON.stringify(join(root, 'node_modules', 'aws-cdk-lib'));

/** A folder with a Compose project of two services that are built and a CDK app, and the command that runs it. */
export function cdkApp(
  files: Readonly<Record<string, string>>,
  body = "new ComposeStack(new Stage(app, 'Prod'), 'Shop', readProject({ directory: __dirname }));",
): { readonly directory: string; readonly app: string } {
  const directory = folder({
    'app.cjs': `const { ComposeStack, readProject } = require(${library});\nconst { App, Stack, Stage, aws_ec2: ec2 } = require(${cdk});\nconst app = new App();\n${body}\napp.synth();\n`,
    ...files,
  });
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cjs', 'index.cjs');
  return { directory, app: `node --require ${JSON.stringify(tsx)} app.cjs` };
}
