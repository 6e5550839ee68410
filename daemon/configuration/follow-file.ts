import { unwatchFile, watchFile } from 'node:fs';
import { type ConfigurationChange, changesBetween } from './file/changes.ts';
import type { LiveConfiguration } from './live-configuration.ts';

/** How often the file is looked at. An editor that saves it asks at once. */
const watchMs = 2_000;
/** A save is reported with changes of the file that were seen a moment before it. */
const reportMs = 10_000;

/**
 * Follows the configuration file while the daemon runs: a change by any program is in use within seconds.
 * @param onChanged Called when other values are in use, or the file can no longer be used.
 */
export function followFile(file: string, live: LiveConfiguration, onChanged: () => void) {
  let seen: { readonly at: number; readonly changes: readonly ConfigurationChange[] }[] = [];
  const recent = () => seen.filter(({ at }) => Date.now() - at < reportMs);

  function reread(): void {
    const before = live.current();
    if (!live.reread()) return;
    // Another program may change the file for weeks: only what a save can report is kept.
    seen = [...recent(), { at: Date.now(), changes: changesBetween(before, live.current()) }];
    onChanged();
  }

  watchFile(file, { interval: watchMs, persistent: false }, reread);
  return {
    /** Reads the file again. Returns what differs since the last save, and whether the file can be used. */
    saved(): { readonly changes: readonly ConfigurationChange[]; readonly isUsable: boolean } {
      reread();
      const changes = recent().flatMap((each) => each.changes);
      seen = [];
      return { changes, isUsable: live.fileProblem() === undefined };
    },
    end: () => unwatchFile(file, reread),
  };
}
