/**
 * Remembers when each value of this window was set. The daemon uses the value that was set last. A window that connects
 * again, also to a new daemon, must not make its old values look new.
 */
export class SettingsHistory {
  private readonly known = new Map<string, { readonly value: string; readonly since: number }>();

  /** Returns when each value was set, in ms since 1970, by name; absent values are left out. */
  since(values: Readonly<Record<string, string | undefined>>, now: number): Record<string, number> {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) this.known.delete(name);
      else if (this.known.get(name)?.value !== value) this.known.set(name, { value, since: now });
    }
    return Object.fromEntries([...this.known].map(([name, { since }]) => [name, since]));
  }
}
