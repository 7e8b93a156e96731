const { mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// What a run leaves in the temporary folder, such as the assemblies that the CDK makes there, goes with the run. Workers
// and programs that tests start inherit the variable.
const temporary = mkdtempSync(join(realpathSync(tmpdir()), 'jest-'));
process.env.TMPDIR = temporary;
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

// Type errors are tsc's business (`npm run check`); here TypeScript is only stripped, so that a test starts at once.
const strip = ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Deployments take minutes: `npm run test:deployment`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/deployment/'],
  transform: { '^.+\\.ts$': strip },
  // Sources import each other as the compiled `.js` files that Node will load.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^cdk-compose$': '<rootDir>/lib/index.ts' },
  setupFiles: ['<rootDir>/test/support/environment.ts'],
};
