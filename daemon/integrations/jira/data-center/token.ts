import { z } from 'zod';
import { printable } from '../../../base/printable.ts';
import { Problem } from '../../../domain/problems/problem.ts';
import type { JiraConnection } from '../api.ts';
import { listTokens } from './api.ts';

/** The list is short for a person, and nothing waits for it. */
const maxListMs = 5_000;
const maxTokens = 1_000;

export interface TokenExpiry {
  /** ISO 8601. */
  readonly expires: string;
  /** As the user named the token, on one line. */
  readonly name?: string;
}

/** Times are ISO 8601 with an offset, `2026-12-24T09:00:00.000+0900`. */
const time = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((ms) => !Number.isNaN(ms))
  .nullish()
  .catch(undefined);
const token = z.object({
  name: z.string().nullish().catch(undefined),
  expiringAt: time,
  lastAccessedAt: time,
});

/**
 * Resolves to the end of the token in use, from the list of the account's tokens. The list does not say which
 * token is in use. So it is the only one, or the one that was used last.
 * @returns `undefined` if the site does not report it, or if the token does not end.
 */
export async function readTokenExpiry(
  { client }: JiraConnection,
  signal: AbortSignal,
): Promise<TokenExpiry | undefined> {
  let answer: unknown;
  try {
    answer = await listTokens(client({ operation: 'listTokens', signal, once: true, timeoutMs: maxListMs }));
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
  const tokens = (Array.isArray(answer) ? answer.slice(0, maxTokens) : []).flatMap(
    (each) => token.safeParse(each).data ?? [],
  );
  const used = tokens.toSorted((a, b) => (b.lastAccessedAt ?? 0) - (a.lastAccessedAt ?? 0));
  const [last, other] = used;
  if (!last?.expiringAt) return undefined;
  if (other && (last.lastAccessedAt ?? 0) === (other.lastAccessedAt ?? 0)) return undefined;
  const name = printable(last.name ?? '')
    .trim()
    .slice(0, 100);
  return { expires: new Date(last.expiringAt).toISOString(), ...(name !== '' && { name }) };
}
