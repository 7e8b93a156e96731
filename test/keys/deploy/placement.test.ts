import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.deploy.placement', {
  reads: [
    [
      '{constraints: [node.role==worker], max_replicas_per_node: 1}',
      { constraints: ['node.role==worker'], max_replicas_per_node: 1 },
    ],
  ],
  merges: [['{constraints: [a]}', '{constraints: [b]}', { constraints: ['a', 'b'] }]],
  refuses: [
    ['{constraints: a}', 'wrong-type', 'a'],
    ['{preferences: [{spred: a}]}', 'unknown-key', 'spred'],
  ],
});
