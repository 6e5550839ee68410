import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Model } from '../../../../../extension/daemon/model.ts';
import { registerCoverage } from '../../../../../extension/status/coverage.ts';
import { commands, resetVsCode, window } from '../../../../support/vscode/fake.ts';

const status = { problems: [], failed: [], notes: [], read: 3, complete: true, templates: { failed: [] } };
let ran: string[];

beforeEach(() => {
  resetVsCode();
  ran = [];
});
afterEach(() => vi.restoreAllMocks());

/** Opens the list and chooses the row with this text. Resolves to the rows. */
async function choose(model: object, text: string): Promise<readonly { label: string }[]> {
  let shown: readonly { label: string }[] = [];
  vi.spyOn(window, 'showQuickPick').mockImplementation((async (rows: readonly { label: string }[]) => {
    shown = rows;
    return rows.find(({ label }) => label.includes(text));
  }) as never);
  registerCoverage({ connection: 'connected', ...model } as unknown as Model);
  const { executeCommand } = commands;
  vi.spyOn(commands, 'executeCommand').mockImplementation(async (name, ...given) => {
    ran.push(name);
    return executeCommand(name, ...given);
  });
  await commands.executeCommand('guardrail.coverage');
  return shown;
}

it('runs the command that fixes the problem of the row', async () => {
  const problems = [{ code: 'team-missing', text: 'No team is configured. Run "Guardrail: Choose Team…".' }];
  const rows = await choose({ status: { ...status, problems } }, '');
  expect(rows).toHaveLength(1);
  expect(ran).toContain('guardrail.chooseTeam');
});

it('runs the command that fixes why an account could not be read', async () => {
  const expired = {
    account: '111122223333',
    region: 'eu-west-1',
    source: 'config',
    code: 'aws-session-expired',
  };
  await choose({ status: { ...status, failed: [expired] } }, '111122223333');
  expect(ran).toContain('guardrail.pickProfile');
});

it('says first that what it lists is old, while there is no connection', async () => {
  const problems = [{ code: 'jira-unreachable', text: 'Jira did not answer.' }];
  const rows = await choose({ connection: 'offline', status: { ...status, problems } }, 'not connected');
  expect(rows.map(({ label }) => label)).toEqual(['Daemon not connected', expect.any(String)]);
  expect(ran).toContain('guardrail.restartDaemon');
});

it('does not call a daemon that is starting unreachable', async () => {
  const warn = vi.spyOn(window, 'showWarningMessage').mockResolvedValue(undefined as never);
  const say = vi.spyOn(window, 'showInformationMessage').mockResolvedValue(undefined as never);
  await choose({ connection: 'starting', status: undefined }, '');
  expect(warn).not.toHaveBeenCalled();
  expect(say).toHaveBeenCalledOnce();
});
