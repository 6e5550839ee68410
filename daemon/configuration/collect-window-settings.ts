import type { Settings } from '#protocol/settings.ts';
import { plainSite } from './configuration.ts';
import { settingNames, valueIn, type WindowSettings } from './merge-window-settings.ts';

/** A window that reloads comes back within this time. Its settings count until then. */
export const reloadGraceMs = 60_000;

interface Kept extends WindowSettings {
  /** Milliseconds since 1970. */
  readonly leftAt?: number;
}

/** Keeps the settings of each window until the window has left. */
export function createWindowSettings(now: () => number = Date.now) {
  const windows = new Map<object, Kept>();

  /**
   * While no window is open, the settings of windows that left still count. So terminals and the next window
   * have a configuration.
   */
  function dropLeft(): void {
    if (![...windows.values()].some(({ open }) => open)) return;
    for (const [window, { leftAt }] of windows)
      if (leftAt !== undefined && now() - leftAt >= reloadGraceMs) windows.delete(window);
  }

  return {
    /** Replaces the settings that the same window gave before. */
    give(window: object, settings: Settings): void {
      const before = windows.get(window);
      const since: Record<string, number> = {};
      for (const name of [...settingNames, 'jira.token'] as const) {
        const value = valueIn(settings, name);
        if (value === undefined) continue;
        const unchanged = before && valueIn(before.settings, name) === value ? before.since[name] : undefined;
        // A clock that is ahead must not win over every later value.
        since[name] = Math.min(settings.since?.[name] ?? unchanged ?? now(), now());
      }
      windows.set(window, { settings, since, open: true });
    },
    leave(window: object): void {
      const kept = windows.get(window);
      if (kept) windows.set(window, { ...kept, open: false, leftAt: now() });
    },
    /**
     * Removes the token of this window and of windows that left, because the user signed out. Another open window that has
     * the same token is of the same editor, and drops it a moment later: it is removed there as well.
     */
    signOut(window: object): void {
      const own = signInOf(windows.get(window));
      for (const [each, kept] of windows) {
        const isSame = own !== undefined && signInOf(kept) === own;
        if (each !== window && kept.open && !isSame) continue;
        const { token: _, tokenSite: __, ...jira } = kept.settings.jira ?? {};
        windows.set(each, { ...kept, settings: { ...kept.settings, jira } });
      }
    },
    all(): readonly WindowSettings[] {
      dropLeft();
      return [...windows.values()];
    },
  };
}

/** Returns the token of a window together with its site. */
function signInOf(window: WindowSettings | undefined): string | undefined {
  const { token, tokenSite, site } = window?.settings.jira ?? {};
  return token === undefined ? undefined : JSON.stringify([plainSite(tokenSite ?? site), token]);
}
