import { workerData } from 'node:worker_threads';
import { takePart, type HashingWork } from './file-hashes.js';

// What another thread runs that shares its files to hash (file-hashes.ts).
takePart(workerData as HashingWork);
