import { runCommand, type CommandSurroundings, type Ran } from '../support/run-command.js';
import { projectFolder } from '../support/project-folder.js';
import { fakeAws, type FakeAws } from '../images/fake-aws.js';
import { type Answers, shop, shopOnAws } from './shop-on-aws.js';

const before = { ...process.env };
const started: FakeAws[] = [];

afterEach(async () => {
  process.env = { ...before };
  await Promise.all(started.splice(0).map((aws) => aws.close()));
});

/** What a command did, and what it asked of AWS. */
export interface RanOnAws extends Ran {
  readonly asked: FakeAws['asked'];
}

/** Runs a command in a folder with the shop, on an AWS that answers as the deployed shop does, but for what is said. */
export async function runOnAws(
  words: readonly string[],
  answers: Answers = {},
  {
    files = {},
    ...surroundings
  }: CommandSurroundings & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<RanOnAws> {
  const aws = await fakeAws({ ...shopOnAws, ...answers });
  started.push(aws);
  // The AWS SDK reads its settings from the process itself.
  Object.assign(process.env, aws.environment);
  const ran = await runCommand(words, projectFolder({ 'compose.yaml': shop, ...files }), {
    ...surroundings,
    environment: { ...aws.environment, ...surroundings.environment },
  });
  return { ...ran, asked: aws.asked };
}
