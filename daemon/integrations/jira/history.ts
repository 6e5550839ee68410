import { z } from 'zod';
import { printable } from '../../base/printable.ts';
import type { TicketChange, TicketMove } from '../../domain/tickets/ticket.ts';
import type { JiraConnection } from './api.ts';

const maxNameCharacters = 255;

/** The history of an issue in `expand=changelog`. Cloud writes the latest changes first, Data Center the oldest. */
const shape = z.object({ changelog: z.object({ histories: z.array(z.unknown()) }) });

/** A change of another form says nothing about the others. */
const changeShape = z.object({
  author: z.object({ displayName: z.string().nullish() }).nullish().catch(undefined),
  /** The client of Jira Cloud has parsed it, if it knows everything else. */
  created: z
    .union([z.date(), z.string()])
    .transform((time) => new Date(time))
    .refine((time) => !Number.isNaN(time.getTime())),
  items: z.array(
    z.object({
      field: z.string().nullish(),
      to: z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined),
    }),
  ),
});

/** Jira's names of the fields in an issue's history. */
const historyFields = { assignee: 'assignee', due: 'duedate' } as const;

type History = Pick<JiraConnection, 'client' | 'api'>;

/** Resolves to the last change of an issue's status; `undefined` if the site shows no such change. */
export async function readLastMove(
  jira: History,
  key: string,
  signal: AbortSignal,
): Promise<TicketMove | undefined> {
  const moves = await readChanges(jira, key, 'status', signal);
  return lastOf(moves.flatMap(({ to, ...move }) => (to ? [{ ...move, to }] : [])));
}

/** Resolves to the last change of a field; `undefined` if the site shows no such change. */
export async function readLastChange(
  jira: History,
  key: string,
  field: 'assignee' | 'due',
  signal: AbortSignal,
): Promise<TicketChange | undefined> {
  const changes = await readChanges(jira, key, historyFields[field], signal);
  return lastOf(changes.map(({ to: _, ...change }) => change));
}

async function readChanges(
  { client, api }: History,
  key: string,
  field: string,
  signal: AbortSignal,
): Promise<(TicketChange & { readonly to: string | null | undefined })[]> {
  const call = client({ operation: 'getHistory', ticket: key, signal });
  const issueIdOrKey = encodeURIComponent(key);
  const answer = await api.getIssue(call, { issueIdOrKey, fields: ['status'], expand: 'changelog' });
  return (shape.safeParse(answer).data?.changelog.histories ?? []).flatMap((history) => {
    const { data } = changeShape.safeParse(history);
    const item = data?.items.find((each) => each.field === field);
    if (!data || !item) return [];
    const by = printable((data.author?.displayName ?? '').slice(0, maxNameCharacters)).trim();
    return [{ at: data.created.toISOString(), to: item.to, ...(by !== '' && { by }) }];
  });
}

function lastOf<Change extends TicketChange>(changes: readonly Change[]): Change | undefined {
  return changes.reduce<Change | undefined>(
    (last, change) => (last === undefined || change.at > last.at ? change : last),
    undefined,
  );
}
