// Real deployments to an imitation of AWS on this machine's loopback: minutes, not seconds, so apart from `npm test`.
const { roots: _, ...shared } = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...shared,
  roots: ['<rootDir>/test/deployment'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
  maxWorkers: 1,
  verbose: true,
};
