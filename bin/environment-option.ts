import { Option } from 'commander';

/** `--environment NAME`: which `compose.<environment>.json` is read, and whose names the deployment carries. */
export function environmentOption(): Option {
  return new Option(
    '--environment <name>',
    'the environment to deploy to, whose bindings are in compose.<name>.json',
  );
}
