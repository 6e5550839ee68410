import type { Client } from 'jira.js/core';
import { rejectedBy } from '../../../base/cancelled.ts';
import type { Call } from '../transport.ts';
import { readLocale } from './account.ts';

/** A comment waits for the language. If Jira does not report it in time, the comment is sent without it. */
const maxLanguageMs = 3_000;

/**
 * Returns a function that resolves to the language of the signed-in account. Asks Jira in one request, whose
 * result or failure every later call gets too. A caller's signal ends only that caller's wait.
 */
export function languageOfAccount(
  client: (call: Call) => Client,
): (signal: AbortSignal) => Promise<string | undefined> {
  let asked: Promise<string | undefined> | undefined;
  return async (signal) => {
    signal.throwIfAborted();
    const { signal: shared } = new AbortController();
    asked ??= readLocale(
      client({ operation: 'getCurrentUser', signal: shared, timeoutMs: maxLanguageMs, once: true }),
    );
    return Promise.race([asked, rejectedBy(signal)]);
  };
}
