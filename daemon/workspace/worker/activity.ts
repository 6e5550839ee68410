import type { Stamp } from '../read/stamp.ts';

/** A file that the worker is reading, in its state on disk. */
export interface FileInHand {
  readonly path: string;
  readonly stamp: Stamp;
}

/** The current task of the worker. `step` grows with each announcement. */
export interface Activity {
  readonly step: number;
  readonly isIdle: boolean;
  /** Absent during other tasks. */
  readonly file?: FileInHand | undefined;
}

const headerBytes = 16;
const stampBytes = 24;
/** Longer than the longest path of any system. */
const maxPathBytes = 32 * 1024;

const state = { idle: 0, working: 1, reading: 2 } as const;

/**
 * Memory that both threads share. The worker announces each task here, so that the daemon's side knows the
 * task of a worker that no longer responds. A message for each file would cost more than reading most files.
 */
export class ActivityBoard {
  readonly buffer: SharedArrayBuffer;
  /** Step, state and the path's length in bytes. */
  private readonly header: Int32Array;
  private readonly stamp: Float64Array;
  private readonly path: Uint8Array;
  private readonly encoder = new TextEncoder();

  constructor(buffer = new SharedArrayBuffer(headerBytes + stampBytes + maxPathBytes)) {
    this.buffer = buffer;
    this.header = new Int32Array(buffer, 0, headerBytes / 4);
    this.stamp = new Float64Array(buffer, headerBytes, 3);
    this.path = new Uint8Array(buffer, headerBytes + stampBytes);
  }

  /** Announces that a task other than reading a file begins or continues. */
  working(): void {
    this.announce(state.working);
  }

  reading({ path, stamp }: FileInHand): void {
    const { read, written } = this.encoder.encodeInto(path, this.path);
    if (read < path.length) {
      this.working();
      return;
    }
    this.stamp.set([stamp.size, stamp.modified, stamp.changed]);
    Atomics.store(this.header, 2, written);
    this.announce(state.reading);
  }

  idle(): void {
    this.announce(state.idle);
  }

  /** For the other thread. The file is reliable only if `step` does not change. */
  current(): Activity {
    const step = Atomics.load(this.header, 0);
    const now = Atomics.load(this.header, 1);
    return { step, isIdle: now === state.idle, ...(now === state.reading && { file: this.file() }) };
  }

  private file(): FileInHand {
    const [size = 0, modified = 0, changed = 0] = this.stamp;
    // A decoder does not accept shared memory.
    const path = new TextDecoder().decode(this.path.slice(0, Atomics.load(this.header, 2)));
    return { path, stamp: { size, modified, changed } };
  }

  private announce(now: number): void {
    Atomics.store(this.header, 1, now);
    Atomics.add(this.header, 0, 1);
  }
}
