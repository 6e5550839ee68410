import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Returns the bytes of this thread's heap that are in use after a collection. */
export function usedHeapBytes(): number {
  collect();
  return getHeapStatistics().used_heap_size;
}
