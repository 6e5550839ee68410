/** The clock of a Jira site, which its responses show. The clock of this machine may be wrong. */
export interface SiteClock {
  /** Takes the time of a response. */
  note(headers: Headers): void;
  /** Returns the site's time in ms since 1970; the time of this machine before the first response. */
  now(): number;
}

export function createSiteClock(): SiteClock {
  let aheadMs = 0;
  return {
    note(headers) {
      const shown = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(shown)) aheadMs = shown - Date.now();
    },
    now: () => Date.now() + aheadMs,
  };
}
