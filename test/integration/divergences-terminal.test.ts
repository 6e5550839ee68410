import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let terminal: Terminal;

beforeAll(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox({ divergences: true });
  cleanup.add(() => sandbox.close());
  terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  await terminal.run(['sync']);
});
afterAll(() => cleanup.run());

const json = async (...words: readonly string[]) =>
  JSON.parse((await terminal.run([...words, '--json'])).stdout);

describe('findings and tickets that disagree, in a terminal', () => {
  it('are counted by `status`, which also counts what is due', async () => {
    const status = await json('status');
    expect(status.divergences).toEqual({
      'done-failing': 1,
      duplicate: 1,
      'without-ticket': 1,
      'without-finding': 1,
    });
    expect(status.counts).toEqual({
      failing: expect.any(Number),
      tickets: expect.any(Number),
      overdue: expect.any(Number),
      dueSoon: expect.any(Number),
    });
    const { stdout } = await terminal.run(['status']);
    expect(stdout).toMatch(/^\d+ findings\n\d+ tickets: \d+ overdue/);
    expect(stdout).toContain('1  duplicate: several open tickets track it');
  });

  it('are listed with the next step, of findings and of tickets, by code', async () => {
    const findings = await terminal.run(['findings', '--divergence', 'any']);
    for (const next of [' in Jira as a duplicate of PAY-', 'File a ticket for it', 'give PAY-'])
      expect(findings.stdout).toContain(next);
    expect(findings.stdout).not.toContain('the resource that it names');
    const orphans = await terminal.run(['tickets', '--divergence', 'without-finding']);
    expect(orphans.stdout).toMatch(
      /^PAY-\d+ To Do · .*\n {2}The ticket is open, and AWS .*\n {2}Next: Check/,
    );
    const japanese = await terminal.run(['tickets', '--divergence', 'duplicate'], { LANG: 'ja_JP.UTF-8' });
    expect(japanese.stdout).toContain(' の重複としてクローズしてください。');
  });

  it('are members of what programs read, with the days until a due date', async () => {
    const findings = await json('findings', '--divergence', 'duplicate');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      divergences: [{ code: 'duplicate', used: findings[0].ticket.key, tickets: expect.any(Array) }],
      ticket: { dueState: expect.any(String), dueInDays: expect.any(Number) },
    });
    const tickets = await json('tickets', '--divergence', 'without-finding');
    expect(tickets).toMatchObject([{ state: 'todo', divergences: [{ code: 'without-finding' }] }]);
  });

  it('are asked for by their codes alone', async () => {
    const wrong = await terminal.run(['findings', '--divergence', 'broken']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('--divergence takes one of any, resolved-open');
  });
});
