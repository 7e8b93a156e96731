/** A project with three environments in two accounts and two regions, as the files of a folder. */
export const environments = {
  dev: {
    files: ['compose.dev.yaml'],
    variables: { LEVEL: 'debug' },
    account: '111111111111',
    region: 'eu-central-1',
  },
  staging: { variables: { LEVEL: 'info' }, account: '111111111111', region: 'eu-west-1' },
  production: {
    files: ['compose.production.yaml'],
    profiles: ['mail'],
    variables: { LEVEL: 'warn' },
    account: '222222222222',
    region: 'eu-west-1',
    egress: 'nat-gateway-per-zone',
  },
} as const;

export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

export const files: Readonly<Record<string, string>> = {
  'cdk.json': JSON.stringify({
    context: { 'compose:environments': environments, 'compose:image-account': '111111111111' },
  }),
  'compose.yaml': `
services:
  web:
    build: .
    ports: ["80:8080"]
    environment:
      LEVEL: \${LEVEL}
  cache:
    image: redis:7
  mail:
    image: mailer:1
    profiles: [mail]
`,
  'compose.override.yaml': 'services: {web: {environment: {LAPTOP: "yes"}}}',
  'compose.dev.yaml': 'services: {web: {deploy: {resources: {limits: {cpus: "0.25", memory: 512M}}}}}',
  'compose.production.yaml': 'services: {web: {deploy: {replicas: 3}}}',
  Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n',
};
