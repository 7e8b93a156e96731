import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { interruption } from '../../bin/interruption.js';
import { root } from '../support/source-files.js';

test('tells of the user’s wish to stop until nobody listens', () => {
  const listeners = new Set<() => void>();
  const { signal, stopListening } = interruption({
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  });
  expect(signal.aborted).toBe(false);
  for (const listener of listeners) listener();
  expect(signal.aborted).toBe(true);
  stopListening();
  expect(listeners.size).toBe(0);
});

test('is heard by as many as like without a warning of Node.js', () => {
  const program = `
    const { interruption } = require(${JSON.stringify(join(root, 'bin/interruption.ts'))});
    const { signal } = interruption({ onInterrupt: () => () => {} });
    for (let each = 0; each < 50; each++) signal.addEventListener('abort', () => {});`;
  const node = ['--import', require.resolve('tsx'), '-e', program];
  const { status, stderr } = spawnSync(process.execPath, node, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
