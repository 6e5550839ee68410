import { afterEach, beforeEach, expect, it } from 'vitest';
import { labelOf } from '../../daemon/domain/tickets/label.ts';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';

let cleanup: Cleanup;
let sandbox: Sandbox;
let terminal: Terminal;
/** The key of a finding without a ticket. */
let finding: string;

beforeEach(async () => {
  cleanup = createCleanup();
  sandbox = await startSmallSandbox({ workflow: 'screens' });
  cleanup.add(() => sandbox.close());
  terminal = openTerminal(sandbox);
  cleanup.add(() => terminal.close());
  await terminal.serve();
  const { issues } = sandbox.world;
  issues.splice(
    issues.findIndex((issue) => issue.project === sandbox.hello.project && issue.status === 'todo'),
    1,
  );
  await terminal.run(['sync']);
  const listed = JSON.parse((await terminal.run(['findings', '--json', '--state', 'none'])).stdout);
  finding = listed[0].key;
});
afterEach(() => cleanup.run());

const type = ['--type', 'Security finding'];
const filed = () => sandbox.world.issues.find(({ labels }) => labels.includes(labelOf(finding)));

it('shows the form of each field that the user fills in, and the optional ones', async () => {
  const { stdout } = await terminal.run(['file', finding, ...type, '--preview']);
  expect(stdout).toContain('Environments: some of Production, Staging, Development; required');
  expect(stdout).toContain('Assignee: a person; optional');
  expect(filed()).toBeUndefined();
});

it('finds the person whom the user named among the users of the project', async () => {
  const people = sandbox.world.issues.flatMap(({ project, assignee }) =>
    project === sandbox.hello.project && assignee ? [assignee] : [],
  );
  const [person] = people;
  if (!person) throw new Error('The sample team has people.');
  const fields = ['--field', 'Environments=Production', '--field', `Assignee=${person.displayName}`];
  const { code, stderr } = await terminal.run(['file', finding, ...type, ...fields]);
  expect([code, stderr]).toEqual([0, '']);
  expect(filed()?.assignee).toEqual(person);
});

it('names a person or a field that the site does not know, and files nothing', async () => {
  const environment = ['--field', 'Environments=Production'];
  const person = await terminal.run([
    'file',
    finding,
    ...type,
    ...environment,
    '--field',
    'Assignee=Unknown Person',
  ]);
  expect([person.code, person.stderr]).toEqual([
    1,
    expect.stringContaining('No user of the site fits "Unknown Person"'),
  ]);
  const field = await terminal.run(['file', finding, ...type, ...environment, '--field', 'Asignee=Mia']);
  expect([field.code, field.stderr]).toEqual([1, expect.stringContaining('"Asignee"')]);
  expect(filed()).toBeUndefined();
});

it('withdraws a ticket that waits, and says so if none does', async () => {
  const withdraw = () => terminal.run(['file', finding, '--withdraw']);
  sandbox.jira.faults.choose(({ method, path }) =>
    method === 'POST' && path.includes('/search') ? 'cut' : undefined,
  );
  await terminal.run(['file', finding, '--field', 'Environments=Production', ...type]);
  expect((await withdraw()).code).toBe(0);
  expect(await withdraw()).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining(`No ticket waits to be filed for ${finding}. Run "guardrail findings"`),
  });
});
