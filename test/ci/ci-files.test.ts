/** What the generated files say to their CI service, and what they run there: the commands are run, with stand-ins. */
import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { ciFiles, type CiService } from '../../lib/ci/ci-files.js';
import type { CiProject } from '../../lib/ci/ci-project.js';
import { runScript } from '../pipeline/run-script.js';

const project: CiProject = {
  environments: [
    { name: 'dev', stack: 'shop-dev', region: 'eu-central-1' },
    { name: 'production', stack: 'shop-production', region: 'eu-west-1' },
  ],
  branch: 'main',
  buildCloud: { organization: 'acme', builder: 'default' },
};
const alone: CiProject = {
  environments: [{ name: undefined, stack: 'shop', region: undefined }],
  branch: 'main',
  buildCloud: undefined,
};
const services = ['github', 'gitlab', 'jenkins'] as const;

interface Job {
  /** What the job runs, in order. */
  readonly commands: readonly string[];
  /** The whole of it, as text. */
  readonly text: string;
}

/** Reads the jobs out of a service's file, by name. */
const jobsOf: Readonly<Record<CiService, (of: CiProject) => ReadonlyMap<string, Job>>> = {
  github: (of) => {
    const { jobs } = parse(ciFiles('github', of)['.github/workflows/deploy.yaml'] ?? '') as Workflow;
    return mapOf(jobs, (job) => ({
      commands: job.steps.flatMap(({ run, uses }) => run ?? uses ?? []),
      text: JSON.stringify(job),
    }));
  },
  gitlab: (of) => {
    const file = parse(ciFiles('gitlab', of)['.gitlab-ci.yml'] ?? '') as Record<string, GitlabJob>;
    const { before_script: before = [] } = file['default'] ?? {};
    const jobs = Object.fromEntries(Object.entries(file).filter(([, job]) => job.script !== undefined));
    return mapOf(jobs, (job) => ({
      commands: [...before, ...(job.script ?? [])],
      text: JSON.stringify(job),
    }));
  },
  jenkins: (of) => {
    const text = ciFiles('jenkins', of)['Jenkinsfile'] ?? '';
    const stages = text.split(/(?=stage\(')/).slice(1);
    return new Map(
      stages.map((stage) => [
        /stage\('(.+?)'\)/.exec(stage)?.[1] ?? '',
        { commands: /sh '''(.+?)'''/s.exec(stage)?.[1]?.trim().split('\n') ?? [], text: stage },
      ]),
    );
  },
};

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { run?: string; uses?: string }[] }>>;
}
interface GitlabJob {
  readonly script?: readonly string[];
  readonly before_script?: readonly string[];
}

function mapOf<T>(jobs: Readonly<Record<string, T>>, make: (job: T) => Job): ReadonlyMap<string, Job> {
  return new Map(Object.entries(jobs).map(([name, job]) => [name, make(job)]));
}

test.each(services)('%s: one job builds, then one for each environment deploys', (service) => {
  expect([...jobsOf[service](project).keys()]).toEqual(['build', 'dev', 'production']);
  expect([...jobsOf[service](alone).keys()]).toEqual(['build', 'deploy']);
});

test.each(services)(
  '%s: the build logs in to Docker Build Cloud, takes on its role, and keeps the lock',
  (service) => {
    const build = jobsOf[service](project).get('build');
    const commands = build?.commands.join('\n') ?? '';
    const order = ['npm ci', 'ci/install-buildx.sh', 'docker login --username', 'npx cdk-compose build'];
    expect(order.map((part) => commands.indexOf(part))).toEqual(
      order.map((part) => commands.indexOf(part)).toSorted((a, b) => a - b),
    );
    expect(commands.indexOf('npm ci')).toBeGreaterThanOrEqual(0);
    expect(build?.text).toContain('AWS_BUILD_ROLE');
    expect(build?.text).toContain('CLOUD_BUILDER_NAME');
    expect(build?.text).toContain('compose.images.json');
  },
);

test.each(services)('%s: an environment is deployed with the lock, and never builds', (service) => {
  const production = jobsOf[service](project).get('production');
  const commands = production?.commands ?? [];
  expect(commands.slice(-3)).toEqual([
    'npx cdk-compose build --frozen --environment production',
    'npx cdk deploy shop-production --require-approval never -c compose:environment=production -c compose:build=never',
    'sh ci/verify.sh',
  ]);
  expect(production?.text).toContain('AWS_DEPLOY_ROLE');
  expect(production?.text).toContain('cdk.out/shop-production.template.json');
  expect(commands.join('\n')).not.toContain('docker login');
});

test.each(services)('%s: no value of a token is on a command line', (service) => {
  const files = Object.values(ciFiles(service, project)).join('\n');
  expect(files).toContain(
    'printenv DOCKER_ACCESS_TOKEN | docker login --username "$DOCKER_ACCOUNT" --password-stdin',
  );
  expect(files).not.toMatch(/--password [^-]|echo "?\$DOCKER_ACCESS_TOKEN/);
});

test('without Docker Build Cloud nothing is logged in to, and nothing is installed', () => {
  for (const service of services) {
    const files = ciFiles(service, alone);
    expect(Object.keys(files)).not.toContain('ci/install-buildx.sh');
    expect(Object.values(files).join('\n')).not.toContain('DOCKER_ACCESS_TOKEN');
  }
});

test('GitHub: roles by OpenID Connect, production after dev, in an environment that may want approval', () => {
  const workflow = parse(ciFiles('github', project)['.github/workflows/deploy.yaml'] ?? '') as object;
  expect(workflow).toMatchObject({
    permissions: { contents: 'read', 'id-token': 'write' },
    jobs: {
      production: {
        needs: ['build', 'dev'],
        environment: 'production',
        env: { STACK: 'shop-production' },
      },
    },
  });
  expect(JSON.stringify(workflow)).not.toMatch(/aws-access-key|AWS_SECRET/);
});

test('GitLab: an ID token for AWS, by hand after dev, one deployment at a time', () => {
  expect(parse(ciFiles('gitlab', project)['.gitlab-ci.yml'] ?? '')).toMatchObject({
    stages: ['build', 'dev', 'production'],
    default: { id_tokens: { AWS_TOKEN: { aud: 'https://sts.amazonaws.com' } } },
    build: { artifacts: { paths: ['compose.images.json'] } },
    production: {
      needs: ['build', 'dev'],
      when: 'manual',
      resource_group: 'production',
      variables: { AWS_REGION: 'eu-west-1' },
    },
  });
});

test('Jenkins: brackets and quotes are closed, a person is asked before production, credentials are not echoed', () => {
  const text = ciFiles('jenkins', project)['Jenkinsfile'] ?? '';
  const code = text
    .replaceAll(/'''.*?'''/gs, '')
    .replaceAll(/\/\/.*/g, '')
    .replaceAll(/'[^'\n]*'/g, '');
  expect(code).not.toMatch(/['"]/);
  for (const [open = '', close = ''] of ['{}', '()', '[]'])
    expect(code.split(open).length).toBe(code.split(close).length);
  expect(text).toContain("input { message 'Deploy to production?' }");
  expect(text.match(/sh '''#!\/bin\/sh -eu\n/g)).toHaveLength(3);
});

test.each(services)('%s: every script is one that a shell reads', (service) => {
  const files = ciFiles(service, project);
  const scripts = Object.entries(files).flatMap(([name, text]) => (name.endsWith('.sh') ? [text] : []));
  const jobs = [...jobsOf[service](project).values()].map(({ commands }) =>
    commands.filter((command) => !/^[\w-]+\/[\w-]+@v\d/.test(command)).join('\n'),
  );
  for (const text of [...scripts, ...jobs])
    expect(spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
});

test('Jenkins: the deployment runs under the role of its environment', () => {
  const { commands = [] } = jobsOf.jenkins(project).get('production') ?? {};
  const { status, stderr, calls, stdout } = runScript(
    `npm() { :; }\nnpx() { echo "npx $* as $AWS_ACCESS_KEY_ID in $AWS_REGION"; }\n${commands.join('\n')}`,
    [`'aws sts assume-role --role-arn the-role '*) printf 'one\\ttwo\\tthree\\n' ;;`],
    { AWS_DEPLOY_ROLE_PRODUCTION: 'the-role' },
    {
      'ci/assume-role.sh': ciFiles('jenkins', project)['ci/assume-role.sh'] ?? '',
      'ci/verify.sh': 'echo verified $STACK',
    },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(calls).toHaveLength(1);
  expect(stdout.split('\n')).toEqual([
    'npx cdk-compose build --frozen --environment production as one in eu-west-1',
    expect.stringMatching(/^npx cdk deploy shop-production .* as one in eu-west-1$/),
    'verified shop-production',
    '',
  ]);
});
