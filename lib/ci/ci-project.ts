/** What the files of a CI service are made from. */
export interface CiProject {
  /** The environments in the order of promotion; an `undefined` name stands for a project without environments. */
  readonly environments: readonly CiEnvironment[];
  /** The branch whose commits are deployed. */
  readonly branch: string;
  /** `organization/builder` of Docker Build Cloud; undefined: the Docker engine of the build machine. */
  readonly buildCloud: { readonly organization: string; readonly builder: string } | undefined;
}

/** One environment, as far as a CI service has to know it. */
export interface CiEnvironment {
  readonly name: string | undefined;
  /** The name of its stack. */
  readonly stack: string;
  /** Undefined: the service's variable AWS_REGION says it. */
  readonly region: string | undefined;
}

/** What deploys an environment, once its lock and its credentials are there. */
export function deployCommands({ name, stack }: CiEnvironment): readonly string[] {
  const [flag, context] =
    name === undefined ? ['', ''] : [` --environment ${name}`, ` -c compose:environment=${name}`];
  return [
    `npx cdk-compose build --frozen${flag}`,
    `npx cdk deploy ${stack} --require-approval never${context} -c compose:build=never`,
    'sh ci/verify.sh',
  ];
}

/** What the check after a deployment reads. */
export function verifyVariables({ stack }: CiEnvironment): Readonly<Record<string, string>> {
  return { STACK: stack, TEMPLATE: `cdk.out/${stack}.template.json` };
}
