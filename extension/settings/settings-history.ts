/**
 * Remembers since when this window gives each value. The daemon uses the value that was given last, and a window that
 * connects again, also to a new daemon, must not count as giving its old values now.
 */
export class SettingsHistory {
  private readonly known = new Map<string, { readonly value: string; readonly since: number }>();

  /** @returns In ms since 1970, by name; values that are not given are left out. */
  since(values: Readonly<Record<string, string | undefined>>, now: number): Record<string, number> {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) this.known.delete(name);
      else if (this.known.get(name)?.value !== value) this.known.set(name, { value, since: now });
    }
    return Object.fromEntries([...this.known].map(([name, { since }]) => [name, since]));
  }
}
