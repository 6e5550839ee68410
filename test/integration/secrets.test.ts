import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sandbox } from '../../daemon/sandbox/sandbox.ts';
import { startSmallSandbox } from '../support/small-sandbox.ts';
import { openTerminal, type Ran, type Terminal } from '../support/terminal.ts';

const sessionToken = 'session-token-of-a-person-0123456789';
let sandbox: Sandbox;
let terminal: Terminal;

beforeAll(async () => {
  sandbox = await startSmallSandbox();
  terminal = openTerminal(sandbox);
});
afterAll(async () => {
  await terminal.close();
  await sandbox.close();
});

it('no secret is in any file of the state folder or in the output of any command, including failures', async () => {
  const { aws, jira, hello } = sandbox;
  const env = { AWS_SESSION_TOKEN: sessionToken };
  const daemon = terminal.start(['daemon'], env);
  await daemon.printed('socket');
  const token = readFileSync(path.join(terminal.stateDir, 'daemon.token'), 'utf8');
  const said: Ran[] = [];
  const run = async (...words: string[]) => void said.push(await terminal.run(words, env));
  const review = ['--outcome', 'fixed', '--reason', 'Closed.'];

  await run('sync', '--json');
  await run('findings', '--json', '--all');
  await run('tickets', '--json');
  await run('review', 'PAY-999999', ...review);
  const failures = [
    (on: boolean) => aws.faults.unreachable(on),
    (on: boolean) => aws.faults.expireSessions(on),
    (on: boolean) => jira.faults.unreachable(on),
    (on: boolean) => jira.faults.rejectToken(on),
    (on: boolean) => on && jira.faults.failNext(500, 3),
  ];
  for (const fail of failures) {
    fail(true);
    await run('sync');
    await run('review', 'PAY-1', ...review);
    await run('findings');
    fail(false);
  }
  await terminal.run(['daemon', '--stop'], env);
  said.push(await daemon.ended);
  said.push(await terminal.run(['sync'], { ...env, GUARDRAIL_TEAM: 'unknown-team' }));

  const { email, token: jiraToken } = hello.jiraAuth;
  const secrets = {
    'Jira token': jiraToken,
    'Basic form': Buffer.from(`${email}:${jiraToken}`).toString('base64'),
    'AWS secret': hello.credentials.secretAccessKey,
    'session token': sessionToken,
    'token of the daemon': token,
  };
  const files = readdirSync(terminal.stateDir).filter((name) => !/\.(token|sock)$/.test(name));
  expect(files).toEqual(expect.arrayContaining(['daemon.log', 'guardrail.db']));
  const places = new Map([
    ...files.map((name) => [name, readFileSync(path.join(terminal.stateDir, name), 'latin1')] as const),
    ...said.map(({ stdout, stderr }, index) => [`command ${index}`, stdout + stderr] as const),
  ]);
  const found = [...places].flatMap(([place, text]) =>
    Object.entries(secrets).flatMap(([name, secret]) =>
      text.includes(secret) ? [`${name} in ${place}`] : [],
    ),
  );
  expect(found).toEqual([]);
  // The searched texts are not empty: they contain the failures.
  expect(places.get('daemon.log')).toMatch(/sync run ended/);
  expect(said.filter(({ code }) => code === 1).length).toBeGreaterThan(6);
  // About twenty processes. Those with a failing Jira try again for seconds.
}, 60_000);
