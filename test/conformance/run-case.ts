import { realpathSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { parse } from 'yaml';
import { config } from '../../bin/commands/config.js';
import { loadFromOptions } from '../../bin/load-from-options.js';
import type { Machine } from '../../bin/machine.js';
import { addComposeOptions, type ComposeOptions } from '../../bin/options.js';
import { printJson } from '../../lib/compose/print-json.js';
import { printYaml } from '../../lib/compose/print-yaml.js';
import { hasErrors, type Diagnostic, type DiagnosticCode } from '../../lib/diagnostics/diagnostic.js';
import type { ConformanceCase } from './conformance-case.js';
import { isOfClass } from './error-classes.js';
import { firstDifference } from './first-difference.js';

/** What became of a case. */
export interface Verdict {
  readonly id: string;
  readonly group: string;
  /** Undefined for a case that passed; else one line that says what differs. */
  readonly failure: string | undefined;
  /** Whether the YAML is equal to the byte; undefined where there is none to compare. */
  readonly sameBytes: boolean | undefined;
  readonly errors: readonly Diagnostic[];
}

/** Runs a case in this process, through the command line's own options and loader. */
export function runCase(conformanceCase: ConformanceCase): Verdict {
  const { id, group, expect } = conformanceCase;
  try {
    return { id, group, ...judge(conformanceCase) };
  } catch (error) {
    const thrown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const failure = `threw ${thrown.split('\n').slice(0, 3).join(' | ')} (expected ${expect.ok ? 'a result' : 'a refusal'})`;
    return { id, group, failure, sameBytes: undefined, errors: [] };
  }
}

type Judgement = Omit<Verdict, 'id' | 'group'>;

function judge(conformanceCase: ConformanceCase): Judgement {
  const { expect, directory } = conformanceCase;
  const { options, services } = commandLine(conformanceCase);
  const loaded = loadFromOptions(options, machineOf(conformanceCase), {
    interpolate: options['interpolate'] !== false,
    normalize: options['normalize'] !== false,
    resolvePaths: options['pathResolution'] !== false,
    consistency: options['consistency'] !== false,
    resolveEnvironment: options['envResolution'] !== false,
    services,
  });
  const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
  const verdict = (failure: string | undefined, sameBytes?: boolean): Judgement => ({
    failure,
    sameBytes,
    errors,
  });
  if (loaded.value === undefined || hasErrors(loaded.diagnostics)) {
    const found = errors.map(({ code, message }) => `${code}: ${message}`).join('; ');
    if (expect.ok) return verdict(`refused: ${found}`);
    if (errors.length === 0) return verdict('refused without an error');
    return verdict(wrongClass(conformanceCase, errors));
  }
  if (!expect.ok)
    return verdict(`accepted, expected ${expect.errorClass ?? 'a refusal'}: ${expect.error ?? ''}`);

  const place = (value: unknown): unknown => inDirectory(value, directory);
  const json: unknown = JSON.parse(printJson(loaded.value.project));
  if (expect.json !== undefined) {
    const expected = place(expect.json);
    if (!isDeepStrictEqual(json, expected)) return verdict(`JSON ${firstDifference(json, expected)}`);
  }
  const warnings = wrongWarnings(conformanceCase, loaded.diagnostics);
  if (expect.yaml === undefined) return verdict(warnings);
  const yaml = printYaml(loaded.value.project);
  const read = (text: string): unknown => parse(text, { schema: 'core', uniqueKeys: false });
  const expected = place(read(expect.yaml));
  if (!isDeepStrictEqual(read(yaml), expected)) {
    return verdict(`YAML ${firstDifference(read(yaml), expected)}`, false);
  }
  return verdict(warnings, yaml === place(expect.yaml));
}

type Options = ComposeOptions & Readonly<Record<string, unknown>>;

function commandLine({ args }: ConformanceCase): {
  readonly options: Options;
  readonly services: readonly string[];
} {
  const command = config.describe(addComposeOptions(new Command('config').exitOverride()));
  command.parse(
    args.filter((word) => word !== '--'),
    { from: 'user' },
  );
  return { options: command.opts(), services: command.args };
}

function machineOf({ directory, cwd, env }: ConformanceCase): Machine {
  const silent = { write: () => undefined, colour: false, columns: undefined };
  return {
    directory: realpathSync(resolve(directory, cwd)),
    environment: { HOME: '/home/oracle', PATH: '/usr/bin:/bin', ...env },
    stdout: silent,
    stderr: silent,
    readStdin: () => '',
    onInterrupt: () => () => undefined,
  };
}

/** Puts the case's folder where an expectation says `${CASE_DIR}`; every other dollar sign in it is doubled. */
export function inDirectory(value: unknown, directory: string): unknown {
  if (typeof value === 'string') {
    return value.replace(/(?<!\$)\$\{CASE_DIR\}((?:\/\.\.)*)/g, (_, up: string) =>
      resolve(directory, `.${up}`),
    );
  }
  if (Array.isArray(value)) return value.map((item) => inDirectory(item, directory));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [inDirectory(key, directory), inDirectory(entry, directory)]),
  );
}

function wrongClass({ expect }: ConformanceCase, errors: readonly Diagnostic[]): string | undefined {
  const { errorClass, error = '' } = expect;
  if (errorClass === undefined || expect.panic) return undefined;
  if (errors.some((found) => isOfClass(found, errorClass))) return undefined;
  const found = errors.map(({ code, message }) => `${code}: ${message}`).join('; ');
  return `refused as ${found}, expected ${errorClass}: ${error}`;
}

/** The reference's words for each warning of ours; a group holds what the warning is about. */
const WARNINGS: Readonly<Partial<Record<DiagnosticCode, RegExp>>> = {
  'unset-variable': /^WARNING: The "(.*)" variable is not set/,
  'obsolete-version': /the attribute `version` is obsolete/,
  'external-name-deprecated': /^WARNING: (\S+): external\.name is deprecated/,
  'deprecated-boolean': /^WARNING: "(.*)" for boolean is not supported/,
  'several-compose-files': /^WARNING: Found multiple/,
};

/** Warnings are compared by their kind and by the variable, value or resource that they are about, each once. */
function wrongWarnings({ expect }: ConformanceCase, diagnostics: readonly Diagnostic[]): string | undefined {
  const expected = (expect.warnings ?? []).flatMap((warning) =>
    Object.entries(WARNINGS).flatMap(([code, pattern]) => {
      const match = pattern.exec(warning);
      return match === null ? [] : [{ code, about: match[1] ?? '' }];
    }),
  );
  const found = diagnostics
    .filter(({ severity }) => severity === 'warning')
    .map(({ code, message }) => {
      const same = expected.find((other) => other.code === code && message.includes(other.about));
      return same ?? { code, about: message };
    });
  const list = (warnings: readonly { readonly code: string; readonly about: string }[]): string =>
    [...new Set(warnings.map(({ code, about }) => `${code} ${about}`))].toSorted().join(', ');
  return list(found) === list(expected) ? undefined : `warns of ${list(found)}; expected ${list(expected)}`;
}
