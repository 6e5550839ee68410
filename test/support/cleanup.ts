import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Ends everything that a test started, in the opposite order. A failure does not stop the rest. */
export interface Cleanup {
  add(end: () => unknown): void;
  /** Creates a folder in the system's temporary folder. Links in its path are resolved, as VS Code resolves them. */
  folder(name: string): string;
  run(): Promise<void>;
}

export function createCleanup(): Cleanup {
  const ends: (() => unknown)[] = [];
  return {
    add: (end) => void ends.push(end),
    folder(name) {
      const folder = mkdtempSync(path.join(tmpdir(), `guardrail-${name}-`));
      ends.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
      return folder;
    },
    async run() {
      const failures: unknown[] = [];
      for (let end = ends.pop(); end; end = ends.pop()) {
        try {
          await end();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0)
        throw new AggregateError(failures, `Cleaning up failed: ${failures.join('; ')}`);
    },
  };
}
