import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { type CommandInput, UsageError } from '../../../daemon/commands/command.ts';
import type { CommandContext } from '../../../daemon/commands/command-context.ts';
import { sandboxCommand } from '../../../daemon/commands/sandbox.ts';

const small = { accounts: '3', teams: '1', regions: '1', findings: '30' };

function run(options: CommandInput['options'], signal: AbortSignal) {
  const out = new PassThrough();
  const input = { words: [], options, out, err: out, signal } as unknown as CommandInput;
  return { out, code: sandboxCommand.run({} as CommandContext, input) };
}

it('starts Jira with the workflow that the option names', async () => {
  const stop = new AbortController();
  const { out, code } = run({ ...small, 'jira-workflow': 'steps' }, stop.signal);
  const [line] = await once(out, 'data');
  const { jira, jiraAuth, project } = JSON.parse(String(line));

  const response = await fetch(`${jira}/rest/api/3/project/${project}/statuses`, {
    headers: {
      Authorization: `Basic ${Buffer.from(`${jiraAuth.email}:${jiraAuth.token}`).toString('base64')}`,
    },
  });
  const [type] = (await response.json()) as { statuses: { name: string }[] }[];
  stop.abort();

  expect(type?.statuses.map(({ name }) => name)).toEqual(['To Do', 'In Progress', 'In Review', 'Done']);
  expect(await code).toBe(0);
});

it('refuses a workflow that does not exist', async () => {
  const { code } = run({ ...small, 'jira-workflow': 'other' }, new AbortController().signal);

  await expect(code).rejects.toBeInstanceOf(UsageError);
});
