import {
  buildKeys,
  configKeys,
  deployKeys,
  modelKeys,
  networkKeys,
  secretKeys,
  serviceKeys,
  topLevelKeys,
  volumeKeys,
} from './index.js';
import type { Support } from './key.js';

/** A key and what becomes of it. */
export interface JudgedKey {
  readonly key: string;
  readonly support: Support<never>;
}

/** The keys of one kind of mapping, and where such mappings stand; `*` is any name. */
export interface KeyList {
  readonly pattern: readonly string[];
  readonly keys: readonly JudgedKey[];
}

/** Every key of the Compose Specification, by its place. */
export const keyLists: readonly KeyList[] = [
  { pattern: [], keys: topLevelKeys },
  { pattern: ['services', '*'], keys: serviceKeys },
  { pattern: ['services', '*', 'build'], keys: buildKeys },
  { pattern: ['services', '*', 'deploy'], keys: deployKeys },
  { pattern: ['networks', '*'], keys: networkKeys },
  { pattern: ['volumes', '*'], keys: volumeKeys },
  { pattern: ['secrets', '*'], keys: secretKeys },
  { pattern: ['configs', '*'], keys: configKeys },
  { pattern: ['models', '*'], keys: modelKeys },
];
