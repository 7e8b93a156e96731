import { runCommand } from '../support/run-command.js';

/** Converts the project of a folder into the assembly `cdk.out` in it. */
export async function convert(folder: string): Promise<void> {
  const { code, stderr } = await runCommand(['convert', '-o', 'cdk.out'], folder);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
}
