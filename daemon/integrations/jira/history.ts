import { z } from 'zod';
import { printable } from '../../base/printable.ts';
import type { TicketMove } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';

const maxNameCharacters = 255;

/** The history of an issue in `expand=changelog`. Cloud writes the latest changes first, Data Center the oldest. */
const shape = z.object({
  changelog: z.object({
    histories: z.array(
      z.object({
        author: z.object({ displayName: z.string().nullish() }).nullish(),
        created: z.string().refine((time) => !Number.isNaN(Date.parse(time))),
        items: z.array(z.object({ field: z.string(), to: z.string().nullish() })),
      }),
    ),
  }),
});

/** Resolves to the last change of an issue's status; `undefined` if the site shows no such change. */
export async function readLastMove(
  { client, api }: Pick<JiraConnection, 'client' | 'api'>,
  key: string,
  signal: AbortSignal,
): Promise<TicketMove | undefined> {
  const call = client({ operation: 'getHistory', ticket: key, signal });
  const issueIdOrKey = encodeURIComponent(key);
  const answer = await api.getIssue(call, { issueIdOrKey, fields: ['status'], expand: 'changelog' });
  const moves = (shape.safeParse(answer).data?.changelog.histories ?? []).flatMap(
    ({ author, created, items }): TicketMove[] => {
      const to = items.find(({ field }) => field === 'status')?.to;
      const by = printable((author?.displayName ?? '').slice(0, maxNameCharacters)).trim();
      return to ? [{ at: new Date(created).toISOString(), to, ...(by !== '' && { by }) }] : [];
    },
  );
  return moves.reduce<TicketMove | undefined>(
    (last, move) => (last === undefined || move.at > last.at ? move : last),
    undefined,
  );
}
