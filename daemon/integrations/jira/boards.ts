import { getAllBoards, getConfiguration } from 'jira.js/agile';
import type { Client } from 'jira.js/core';
import { z } from 'zod';
import { printable } from '../../base/printable.ts';
import { Problem } from '../../domain/problems/problem.ts';
import type { BoardColumn } from '../../domain/tickets/ticket.ts';
import type { Call } from './transport.ts';

/** A project rarely has more boards that show its tickets. Each board costs one request. */
const maxBoards = 5;
/**
 * Failures after which the boards may become visible later. Every other refusal means that this site or
 * account has no boards to show.
 */
const passing = new Set([
  'jira-unreachable',
  'jira-throttled',
  'jira-failed',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
]);

const boards = z.object({ values: z.array(z.object({ id: z.number() })) });
const configuration = z.object({
  columnConfig: z.object({
    columns: z.array(
      z.object({
        name: z.string().transform(printable),
        statuses: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String) })).nullish(),
      }),
    ),
  }),
});

/**
 * Resolves to the columns of the boards that show a ticket's project. Empty if the site has no boards, or
 * hides them.
 * @throws Problem if Jira may respond later.
 */
export async function readColumns(
  client: (call: Call) => Client,
  key: string,
  signal: AbortSignal,
): Promise<BoardColumn[]> {
  const projectKeyOrId = key.slice(0, key.lastIndexOf('-'));
  const asked = client({ operation: 'getAllBoards', signal, repeats: true });
  const found = await unlessRefused(getAllBoards(asked, { projectKeyOrId, maxResults: maxBoards }));
  const columns: BoardColumn[] = [];
  for (const { id } of boards.safeParse(found).data?.values.slice(0, maxBoards) ?? []) {
    const call = client({ operation: 'getConfiguration', signal, repeats: true });
    const board = configuration.safeParse(await unlessRefused(getConfiguration(call, { boardId: id })));
    const shown = (board.data?.columnConfig.columns ?? []).map(({ name, statuses }) => ({
      name,
      statusIds: (statuses ?? []).map((status) => status.id),
    }));
    const used = shown.filter(({ statusIds }) => statusIds.length > 0);
    const last = used.length > 1 ? used.at(-1) : undefined;
    columns.push(
      ...shown.map((column) => ({ ...column, ...(column === last && { isLast: true as const }) })),
    );
  }
  return columns;
}

/** Resolves to the answer; to `undefined` if the site or the account has none to give. */
async function unlessRefused(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Problem && !passing.has(error.code)) return undefined;
    throw error;
  }
}
