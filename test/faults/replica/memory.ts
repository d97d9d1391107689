import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Memory {
  /** What is still in use after a collection, on and off the heap. */
  readonly live: number;
  readonly rss: number;
}

/** In bytes, after a full collection. */
export function memoryAfterCollection(): Memory {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { live: heapUsed + external, rss };
}
