import { afterEach, beforeEach, expect, it } from 'vitest';
import { runSync } from '#protocol/sync.ts';
import { readTicketDetails } from '#protocol/ticket-details.ts';
import { listTickets } from '#protocol/tickets.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startDaemon } from '../support/daemon.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal } from '../support/terminal.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox();
  cleanup.add(() => sandbox.close());
});
afterEach(() => cleanup.run());

/** Adds a comment with control characters and a link to a ticket of the team. Returns its key. */
function furnish(): string {
  const issue = sandbox.world.issues.find(({ project }) => project === sandbox.hello.project);
  if (!issue) throw new Error('The sample team has tickets.');
  const text = 'Looks fine.\u001b[31m [x](command:evil)';
  issue.comments.push({
    id: '99001',
    author: 'Mika',
    body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] },
    created: '2026-11-28T10:00:00.000Z',
    properties: [],
  });
  issue.remoteLinks = [
    { id: 1, relationship: 'causes', object: { title: 'The alert', url: 'https://aws.example/alert' } },
  ];
  return issue.key;
}

it('a client reads the text, comments and links of a listed ticket, and of no other', async () => {
  const key = furnish();
  const daemon = await startDaemon(sandbox);
  cleanup.add(() => daemon.close());
  const client = await daemon.client();
  await client.request(runSync, {});
  const before = sandbox.jira.requests;
  const details = await client.request(readTicketDetails, { ticket: key });
  // The ticket with its text once, its comments and its links.
  expect(sandbox.jira.requests - before).toBe(3);
  expect(details).toMatchObject({
    ticket: key,
    description: expect.stringContaining('\n'),
    created: expect.stringMatching(/^\d{4}-/),
    links: [{ title: 'The alert', relation: 'causes', url: 'https://aws.example/alert' }],
  });
  expect(details.comments[0]).toMatchObject({ by: 'Mika', at: '2026-11-28T10:00:00.000Z' });
  expect(details.commentCount).toBe(details.comments.length);

  const shown = new Set((await client.request(listTickets, {})).tickets.map((ticket) => ticket.key));
  const other = sandbox.world.issues.find((issue) => !shown.has(issue.key))?.key ?? '';
  await expect(client.request(readTicketDetails, { ticket: other })).rejects.toMatchObject({
    code: 'ticket-not-read',
  });
});

it('the terminal prints them as plain text', async () => {
  const key = furnish();
  const terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  await terminal.run(['sync']);
  const { code, stdout } = await terminal.run(['ticket', key.toLowerCase()]);
  expect(code).toBe(0);
  expect(stdout).toContain('causes  The alert  https://aws.example/alert');
  expect(stdout).toContain('2026-11-28 10:00 UTC  Mika\n  Looks fine.');
  expect(stdout).not.toContain('\u001b');
  expect(JSON.parse((await terminal.run(['ticket', key, '--json'])).stdout)).toMatchObject({ ticket: key });
});
