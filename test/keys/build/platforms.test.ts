import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.platforms', {
  reads: [['[linux/arm64]', ['linux/arm64']]],
  merges: [['[linux/arm64]', '[linux/amd64]', ['linux/arm64', 'linux/amd64']]],
  refuses: [
    ['linux/arm64', 'wrong-type', 'linux/arm64'],
    ['[1]', 'wrong-type', '1'],
  ],
});
