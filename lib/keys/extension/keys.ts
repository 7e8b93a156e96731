/** The extension keys: those of Docker's ECS integration at their old places with their old meaning, and ours beside them. */
import { ignored } from '../key.js';
import type { ExtensionKey } from './extension-key.js';
import * as port from './port-keys.js';
import * as project from './project-keys.js';
import * as service from './service-keys.js';
import * as traffic from './traffic-keys.js';

/** By name. */
export const extensionKeys: readonly ExtensionKey[] = [
  ...Object.values<ExtensionKey>(project),
  ...Object.values<ExtensionKey>(service),
  ...Object.values<ExtensionKey>(port),
  ...Object.values<ExtensionKey>(traffic),
].toSorted((a, b) => (a.key < b.key ? -1 : 1));

/** What becomes of extension keys that are not ours. */
export const foreignExtension = ignored('a fragment for anchors, or an extension of another tool');
