import type { Stats } from 'node:fs';

/** A file's state on disk. Equal stamps mean that it was not written in between. Bytes, milliseconds. */
export interface Stamp {
  readonly size: number;
  readonly modified: number;
  /** The system sets it when the file is written or renamed. Programs cannot set it back. */
  readonly changed: number;
}

export function stampOf({ size, mtimeMs, ctimeMs }: Stats): Stamp {
  return { size, modified: mtimeMs, changed: ctimeMs };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed;
}
