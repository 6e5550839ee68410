import type { Stats } from 'node:fs';

/** A file's state on disk: equal stamps mean that it was not written meanwhile. Bytes, milliseconds. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  /** Set by the system when the file is written or renamed; programs cannot set it back. */
  readonly changed: number;
}

export function stampOf({ size, mtimeMs, ctimeMs }: Stats): Stamp {
  return { size, modified: mtimeMs, changed: ctimeMs };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed;
}
