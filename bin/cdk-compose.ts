#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { askOn } from './ask.js';
import type { Output } from './machine.js';
import { doWithoutOptimizer } from './optimizer.js';
import { run } from './run.js';

doWithoutOptimizer();

const environment = process.env;
// Which Node.js its dependencies will want some day is no news for the users of a command.
environment['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// A reader that closes the pipe early (`cdk-compose plan | head`) has seen enough: that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 74));
}

function output(stream: NodeJS.WriteStream): Output {
  const wanted = environment['FORCE_COLOR'] ?? (environment['NO_COLOR'] ? '0' : undefined);
  const colour = wanted === undefined ? stream.isTTY && environment['TERM'] !== 'dumb' : wanted !== '0';
  return {
    write: (text) => void stream.write(text),
    colour,
    // A window may be made smaller while a command runs.
    get columns() {
      return stream.columns;
    },
    get rows() {
      return stream.rows;
    },
  };
}

/** Control-C, and what CI systems send when a run is cancelled. */
const interrupts = ['SIGINT', 'SIGTERM'] as const;

void run(process.argv.slice(2), {
  directory: process.cwd(),
  environment,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  readStdin: () => readFileSync(0),
  ask: process.stdin.isTTY && process.stderr.isTTY ? askOn(process.stdin, process.stderr) : undefined,
  onInterrupt: (listener) => {
    let count = 0;
    // Who insists does not wait until a registry or a builder has answered.
    const interrupt = (): void => (++count > 1 ? process.exit(130) : listener());
    for (const signal of interrupts) process.on(signal, interrupt);
    return () => interrupts.forEach((signal) => void process.off(signal, interrupt));
  },
}).then((code) => {
  process.exitCode = code;
});
