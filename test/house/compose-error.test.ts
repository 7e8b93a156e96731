import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { projectFolder } from '../support/project-folder.js';
import { root } from '../support/source-files.js';

/** What Node.js prints of an app that does not catch the error of a project with a mistake. */
function uncaught(files: Readonly<Record<string, string>>): string {
  const directory = projectFolder(files);
  const library = JSON.stringify(join(root, 'lib/read-project.ts'));
  const app = `require(${library}).readProject({ directory: ${JSON.stringify(directory)} })`;
  return spawnSync(process.execPath, ['--import', 'tsx', '--eval', app], { cwd: root, encoding: 'utf8' })
    .stderr;
}

test('an error that an app does not catch is its report, without the texts of the files', () => {
  const stderr = uncaught({
    'compose.yaml': 'services:\n  web:\n    prots: []\n    environment: { TOKEN: "${TOKEN}" }\n',
    '.env': 'TOKEN=hunter2\n',
  });
  expect(stderr).toContain(
    "ComposeError: compose.yaml:3:5 error[unknown-key] unknown key 'prots' in services.web",
  );
  for (const hidden of ['environment:', 'hunter2', 'node:internal', 'diagnostics:'])
    expect(stderr).not.toContain(hidden);
});

test('another copy of the package knows it', () => {
  expect(ComposeError.isComposeError(new ComposeError([]))).toBe(true);
  expect(ComposeError.isComposeError({ [Symbol.for('cdk-compose.ComposeError')]: true })).toBe(true);
  expect(ComposeError.isComposeError(new Error('x'))).toBe(false);
});
