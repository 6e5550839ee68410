import { z } from 'zod';
import { rejectedBy } from '../../base/cancelled.ts';
import type { JiraConnection } from './api.ts';

/** A comment waits for the language. If Jira does not report it in time, the comment is sent without it. */
const maxLanguageMs = 3_000;

/** A BCP 47 tag, or one with an underscore: `ja_JP`. */
const localeTag = z.object({ locale: z.string().min(2).max(40) });

/**
 * Returns a function that resolves to the language of the signed-in account, which is that of the site unless
 * the user changed it; `undefined` if Jira does not report one. Asks Jira in one request, whose result or
 * failure every later call gets too. A caller's signal ends only that caller's wait.
 */
export function languageOfAccount({
  client,
  api,
}: JiraConnection): (signal: AbortSignal) => Promise<string | undefined> {
  let asked: Promise<string | undefined> | undefined;
  async function readLocale(): Promise<string | undefined> {
    const { signal } = new AbortController();
    const call = client({ operation: 'getCurrentUser', signal, timeoutMs: maxLanguageMs, once: true });
    return localeTag.safeParse(await api.getCurrentUser(call)).data?.locale;
  }
  return async (signal) => {
    signal.throwIfAborted();
    asked ??= readLocale();
    return Promise.race([asked, rejectedBy(signal)]);
  };
}
