import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from 'commander';
import {
  imageNames,
  modelNames,
  resourceNames,
  serviceHash,
  serviceNames,
} from '../../lib/compose/listings.js';
import type { LoadSwitches } from '../../lib/compose/load.js';
import { modelVariables } from '../../lib/compose/model-variables.js';
import { plainJson, printJson } from '../../lib/compose/print-json.js';
import { plainYaml, printYaml } from '../../lib/compose/print-yaml.js';
import type { LoadedProject } from '../../lib/compose/project.js';
import { diagnose, hasErrors, type CheckedWithSources } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import type { Machine } from '../machine.js';
import { loadFromOptions, loadModelFromOptions } from '../load-from-options.js';
import type { ComposeOptions } from '../options.js';
import { subcommand } from '../subcommand.js';
import { variablesText } from '../variables-text.js';

interface ConfigOptions extends ComposeOptions {
  readonly format?: 'yaml' | 'json';
  readonly output?: string;
  readonly quiet?: true;
  readonly interpolate: boolean;
  readonly normalize: boolean;
  readonly pathResolution: boolean;
  readonly consistency: boolean;
  readonly envResolution: boolean;
  readonly services?: true;
  readonly volumes?: true;
  readonly networks?: true;
  readonly models?: true;
  readonly profiles?: true;
  readonly images?: true;
  readonly hash?: string;
  readonly variables?: true;
  readonly environment?: true;
}

/** What is printed: text for the result's place, or undefined when the project has errors. */
type Result = CheckedWithSources<string>;

/** Prints the loaded project, or a part of it, as `docker compose config` does. */
export const config = subcommand<ConfigOptions>({
  describe: (command) =>
    command
      .argument('[service...]', 'print only these services and what they depend on')
      .addOption(
        new Option('--format <format>', 'the format of the result (default: yaml)').choices(['yaml', 'json']),
      )
      .option('-o, --output <file>', 'write the project to a file')
      .option('-q, --quiet', 'only report findings')
      .option('--no-interpolate', 'leave variables as they are written')
      .option('--no-normalize', 'leave out names and other defaults that Compose adds')
      .option('--no-path-resolution', 'leave relative paths as they are')
      .option('--no-consistency', 'do not check that references point at something')
      .option('--no-env-resolution', 'do not read the env files of services')
      .option('--services', 'list the services')
      .option('--volumes', 'list the volumes')
      .option('--networks', 'list the networks')
      .option('--models', 'list the models')
      .option('--profiles', 'list the profiles')
      .option('--images', 'list the images')
      .option('--hash <services>', 'list the configuration hashes of these services (* for all)')
      .option('--variables', 'list the variables with their default values')
      .option('--environment', 'list the environment that variables are looked up in'),

  run: async (options, services, machine) => {
    const { value, diagnostics, sources } = resultOf(options, services, machine);
    machine.stderr.write(renderReport(diagnostics, sources, { colour: machine.stderr.colour }));
    if (value === undefined || hasErrors(diagnostics)) return 1;
    // As Compose has it, lists are printed even then.
    if (options.quiet && !isListing(options)) return 0;
    if (options.output === undefined || isListing(options)) machine.stdout.write(value);
    else writeFileSync(resolve(machine.directory, options.output), value);
    return 0;
  },
});

function resultOf(options: ConfigOptions, services: readonly string[], machine: Machine): Result {
  const switches: LoadSwitches = {
    interpolate: options.interpolate,
    normalize: options.normalize,
    resolvePaths: options.pathResolution,
    consistency: options.consistency,
    resolveEnvironment: options.envResolution,
  };
  const listing = isListing(options);
  if (options.variables) {
    const model = loadModelFromOptions(options, machine, {
      ...switches,
      interpolate: false,
      validate: false,
    });
    return told(
      map(model, (value) => variablesText(modelVariables(value), options.format)),
      services,
      '--variables',
    );
  }
  if (!options.interpolate && (options.services || !listing)) {
    const inFormat = options.format === 'json' ? plainJson : plainYaml;
    const model = loadModelFromOptions(options, machine, switches);
    if (options.services) return map(model, (value) => lines(Object.keys(Object(value.services))));
    return told(map(model, inFormat), services, '--no-interpolate');
  }
  const named = options.services || options.volumes || options.networks || options.models;
  const loaded = loadFromOptions(options, machine, {
    ...switches,
    // Names do not depend on the env files of services, so one that is missing is no matter.
    ...(named && { resolveEnvironment: false }),
    ...(options.hash !== undefined && { dependencies: false }),
    services: named ? [] : options.hash === undefined ? services : asked(options.hash),
  });
  if (options.hash !== undefined) return map(loaded, hashes);
  return map(loaded, (project) => printed(project, options));
}

function printed(loaded: LoadedProject, options: ConfigOptions): string {
  const { project, environment, profiles } = loaded;
  if (options.services) return lines(serviceNames(project));
  if (options.volumes) return lines(resourceNames(project, 'volumes'));
  if (options.networks) return lines(resourceNames(project, 'networks'));
  if (options.models) return lines(modelNames(project));
  if (options.profiles) return lines(profiles);
  if (options.images) {
    const compatible =
      options.compatibility ?? /^\s*(?:1|t|true)\s*$/i.test(environment.get('COMPOSE_COMPATIBILITY') ?? '');
    return lines(imageNames(project, compatible ? '_' : '-'));
  }
  if (options.environment)
    return lines([...environment].map(([name, value]) => `${name}=${value}`).toSorted());
  return options.format === 'json' ? printJson(project) : printYaml(project);
}

/** The services that `--hash` names; none: all. */
function asked(hash: string): readonly string[] {
  return hash === '*' ? [] : hash.split(',');
}

function hashes({ project, environment }: LoadedProject): string {
  const platform = environment.get('DOCKER_DEFAULT_PLATFORM');
  const names = Object.keys(project.services).toSorted();
  return lines(names.map((name) => `${name} ${serviceHash(project, name, platform)}`));
}

/** The result, with a word about services that were named in vain. */
function told(result: Result, services: readonly string[], flag: string): Result {
  if (services.length === 0) return result;
  return { ...result, diagnostics: [...result.diagnostics, diagnose('services-not-selected', { flag })] };
}

function isListing(options: ConfigOptions): boolean {
  const { services, volumes, networks, models, hash, profiles, images, variables, environment } = options;
  return [services, volumes, networks, models, hash, profiles, images, variables, environment].some(Boolean);
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}

function map<T>(checked: CheckedWithSources<T>, print: (value: T) => string): Result {
  const { value, diagnostics, sources } = checked;
  return { value: value === undefined ? undefined : print(value), diagnostics, sources };
}
