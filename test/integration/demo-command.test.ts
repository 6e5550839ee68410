import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { openTerminal } from '../support/terminal.ts';

let cleanup: Cleanup;
beforeEach(() => {
  cleanup = createCleanup();
});
afterEach(() => cleanup.run());

/** The demo starts a sandbox of its own. */
async function demo(LANG: string): Promise<string> {
  const hello = { credentials: {}, jiraAuth: {} } as never;
  const terminal = openTerminal({ hello });
  cleanup.add(() => terminal.close());
  const { code, stdout, stderr } = await terminal.run(['demo'], { LANG });
  expect([code, stderr.replace(/^.*\r/gm, '')]).toEqual([0, '']);
  return stdout;
}

it('shows a required field, and a reviewer who approves one ticket and sends one back', async () => {
  const shown = await demo('C.UTF-8');
  const [, asking] = /\$ guardrail moves (PAY-\d+)/.exec(shown) ?? [];
  const [, approved] = /\$ guardrail approve (PAY-\d+)/.exec(shown) ?? [];
  expect(shown).toMatch(/^ {6}Root cause: one of .+; required$/m);
  expect(shown).toContain(`${asking} is now "In Review".`);
  expect(shown).toMatch(/^ {2}Developer: intended .+\n {2}AWS: still reports it/m);
  expect(shown).toContain(`${approved} is now "Done".`);
  expect(shown).toContain(`$ guardrail send-back ${asking} --reason "AWS still reports it.`);
  expect(shown).toContain(`${asking} is now "To Do".`);
  expect(shown).toMatch(/^ {2}Sent back with Guardrail\n {2}AWS still reports it\./m);
  expect(shown).toMatch(/To Do (\d+) → \d+, In Review (\d+), Done \d+ → \d+/);
});

it('speaks Japanese on a Japanese terminal, and keeps the language of the site in its comments', async () => {
  const shown = await demo('ja_JP.UTF-8');
  expect(shown).toMatch(/^PAY-\d+ は「Done」になりました。$/m);
  expect(shown).toMatch(/^ {2}Finding: S3 bucket .+ was opened to anonymous access/m);
});
