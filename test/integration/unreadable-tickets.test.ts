import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let sandbox: Sandbox;
let terminal: Terminal;
beforeEach(async () => {
  sandbox = await startSmallSandbox();
  terminal = openTerminal(sandbox);
});
afterEach(async () => {
  await terminal.close();
  await sandbox.close();
});

/** Returns an issue with the minimum of fields that Jira may return. */
const issue = (key: string, fields: object) => ({
  id: key.replace(/\D/g, ''),
  key,
  fields: { summary: `About ${key}`, status: { id: '1', name: 'To Do' }, ...fields },
});

it('one ticket that cannot be read is named, and the others are shown even if fields are missing', async () => {
  const issues = [
    issue('PAY-1', {}),
    issue('PAY-2', { updated: 'yesterday' }),
    issue('PAY-3', { labels: null }),
  ];
  sandbox.jira.faults.choose(({ path }) =>
    path.endsWith('/search/jql') ? { status: 200, body: { issues, isLast: true } } : undefined,
  );

  const sync = await terminal.run(['sync']);
  const tickets = await terminal.run(['tickets', '--json']);

  expect(sync.code).toBe(1);
  expect(sync.stdout).toContain('1 ticket could not be read');
  expect(sync.stdout).toContain('PAY-2 (updated)');
  expect(sync.stdout).toContain('Jira: 2 tickets');
  const keys = (JSON.parse(tickets.stdout) as { key: string }[]).map(({ key }) => key);
  expect(keys).toEqual(['PAY-1', 'PAY-3']);
  expect(tickets.stderr).toContain('PAY-2 (updated)');
});
