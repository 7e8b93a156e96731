import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { EnvironmentDeclaration, Environments } from '../model/environment-declaration.js';
import { layouts } from '../model/layout.js';

interface Rule {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

const texts: Rule = {
  expected: 'a list of texts',
  holds: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== ''),
};

const rules: Readonly<Record<keyof EnvironmentDeclaration, Rule>> = {
  files: texts,
  profiles: texts,
  envFiles: texts,
  variables: {
    expected: 'an object of texts',
    holds: (value) => isObject(value) && Object.values(value).every((item) => typeof item === 'string'),
  },
  account: pattern('an AWS account id, 12 digits in quotes', /^\d{12}$/),
  region: pattern('an AWS region such as eu-central-1', /^[a-z]{2,}(?:-[a-z]+)+-\d+$/),
  egress: oneOf(['nat-gateway', 'nat-gateway-per-zone', 'public']),
  zones: {
    expected: 'a number from 2 to 6',
    holds: (value) => Number.isInteger(value) && Number(value) >= 2 && Number(value) <= 6,
  },
  layout: oneOf(layouts),
};

/** The key of the CDK context that declares the environments. */
export const environmentsKey = 'compose:environments';

/** Reads the declaration of every environment; a text, as `cdk -c` gives it, is read as JSON. */
export function readEnvironmentsContext(value: unknown): Checked<Environments> {
  const declared = typeof value === 'string' ? parsed(value) : value;
  if (!isObject(declared))
    return refused([wrong(environmentsKey, value, 'an object with one entry for each environment')]);
  const found = Object.entries(declared).flatMap(([name, declaration]): readonly Diagnostic[] => {
    const key = `${environmentsKey}.${name}`;
    return isObject(declaration) ? problems(key, declaration) : [wrong(key, declaration, 'an object')];
  });
  return found.length > 0 ? refused(found) : { value: declared as Environments, diagnostics: [] };
}

function problems(key: string, declaration: Readonly<Record<string, unknown>>): readonly Diagnostic[] {
  return Object.entries(declaration).flatMap(([name, value]): readonly Diagnostic[] => {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof EnvironmentDeclaration] : undefined;
    if (rule !== undefined) return rule.holds(value) ? [] : [wrong(`${key}.${name}`, value, rule.expected)];
    const suggestion = nearest(name, Object.keys(rules));
    return [
      diagnose('unknown-context-key', {
        key: `${key}.${name}`,
        keys: Object.keys(rules),
        ...(suggestion === undefined ? {} : { suggestion }),
      }),
    ];
  });
}

function oneOf(words: readonly string[]): Rule {
  return {
    expected: `one of ${words.join(', ')}`,
    holds: (value) => typeof value === 'string' && words.includes(value),
  };
}

function pattern(expected: string, allowed: RegExp): Rule {
  return { expected, holds: (value) => typeof value === 'string' && allowed.test(value) };
}

function wrong(key: string, value: unknown, expected: string): Diagnostic {
  return diagnose('wrong-context-value', { key, value: JSON.stringify(value), expected });
}

function refused(diagnostics: readonly Diagnostic[]): Checked<Environments> {
  return { value: undefined, diagnostics };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
