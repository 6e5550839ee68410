import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../daemon/sandbox/sandbox.ts';
import { Random } from '../../daemon/sandbox/world/random.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';
import type { StressTrial } from './trial.ts';

/** The data is verified after this number of kills, and at the end. */
const verifyEvery = 10;
const files = 300;

interface Trial {
  readonly terminal: Terminal;
  readonly sandbox: Sandbox;
  readonly random: Random;
  readonly broken: string[];
}

/** `count` kills during a sync, a review and an index each. Afterwards, the data is the same as without kills. */
export const trial: StressTrial = {
  count: 100,
  async run({ count, seed }) {
    const cleanup = createCleanup();
    const broken: string[] = [];
    try {
      // Slow enough that a kill can interrupt every step.
      const sandbox = await startSandbox({ latencyMs: 15 });
      cleanup.add(() => sandbox.close());
      const terminal = openTerminal(sandbox);
      cleanup.add(() => terminal.close());
      const trial = { terminal, sandbox, random: new Random(seed), broken };
      const figures = {
        seed,
        ...(await killSyncs(trial, count)),
        ...(await killIndexing(trial, count, cleanup)),
        ...(await killReviews(trial, count)),
      };
      return { figures, broken };
    } finally {
      await cleanup.run();
    }
  },
};

async function killSyncs(trial: Trial, count: number) {
  const { terminal, broken } = trial;
  await terminal.run(['sync']);
  const duration = await timed(() => terminal.run(['sync']));
  const truth = await findings(terminal);
  const killed = await killAtRandom(trial, ['sync'], duration, count, async (at) => {
    const known = await findings(terminal);
    const unknown = known.filter(([key]) => !truth.some(([other]) => other === key));
    if (unknown.length > 0) broken.push(`sync, kill ${at}: findings that do not exist: ${unknown}`);
    const again = await terminal.run(['sync']);
    if (again.code !== 0) broken.push(`sync, kill ${at}: the next one fails: ${again.stderr}`);
    const after = JSON.stringify(await findings(terminal));
    if (after !== JSON.stringify(truth)) broken.push(`sync, kill ${at}: other findings: ${after}`);
  });
  return { 'syncs killed': killed };
}

async function killIndexing(trial: Trial, count: number, cleanup: Cleanup) {
  const { terminal, sandbox, broken } = trial;
  const workspace = cleanup.folder('kills');
  cpSync(sandbox.hello.workspace, workspace, { recursive: true });
  mkdirSync(path.join(workspace, 'more'));
  for (let number = 0; number < files; number++)
    writeFileSync(
      path.join(workspace, 'more', `${number}.yaml`),
      `Resources:\n  Q${number}:\n    Type: AWS::SQS::Queue\n`,
    );
  const words = ['findings', '--json', '--workspace', workspace];
  const linked = async () => {
    const { stdout } = await terminal.run(words);
    const list = JSON.parse(stdout) as { key: string; link?: { file?: string; line?: number } }[];
    return JSON.stringify(list.map(({ key, link }) => [key, link?.file, link?.line]));
  };
  const truth = await linked();
  const duration = await timed(linked);
  const killed = await killAtRandom(trial, words, duration, count, async (at) => {
    const links = await linked();
    if (links !== truth) broken.push(`index, kill ${at}: other links: ${links}`);
  });
  return { 'templates in the index': files, 'indexes killed': killed };
}

async function killReviews(trial: Trial, count: number) {
  const { terminal, sandbox, broken, random } = trial;
  const issues = sandbox.world.issues.filter(
    ({ key, status }) => key.startsWith(`${sandbox.hello.project}-`) && status === 'todo',
  );
  const chosen = Array.from({ length: count }, (_, index) => issues[index % issues.length]).filter(
    (issue) => issue !== undefined,
  );
  let killed = 0;
  let arrived = 0;
  let duration = await timed(() => terminal.run(['tickets']));
  for (const [index, issue] of chosen.entries()) {
    // Back to the developer, as a reviewer does.
    issue.status = 'todo';
    const comments = issue.comments.length;
    const words = ['review', issue.key, '--outcome', 'fixed', '--reason', `Kill ${index}.`];
    const review = terminal.start(words);
    const took = timed(() => review.ended);
    await sleep(random.below(1.5 * duration));
    const isKilled = review.child.kill('SIGKILL');
    const ended = await took;
    if (isKilled) killed++;
    else duration = Math.min(duration, ended);
    await terminal.run(['sync']);
    const added = issue.comments.length - comments;
    const isDone = String(issue.status) === 'review' && added === 1;
    const isUntouched = String(issue.status) === 'todo' && added === 0;
    if (isDone) arrived++;
    if (!isDone && !isUntouched)
      broken.push(`review, kill ${index}: ${issue.key} is "${issue.status}" with ${added} comments more`);
  }
  return { 'reviews killed': killed, 'of them arrived, once': arrived };
}

/**
 * Kills a command `count` times, at moments across its usual duration. A command that ends before its kill shows that it is faster
 * now, and does not count. Returns how many were killed: fewer than `count` if most ended before.
 */
async function killAtRandom(
  trial: Trial,
  words: readonly string[],
  duration: number,
  count: number,
  verify: (at: number) => Promise<void>,
) {
  let killed = 0;
  let usual = duration;
  for (let attempt = 0; killed < count && attempt < 3 * count; attempt++) {
    const command = trial.terminal.start(words);
    const took = timed(() => command.ended);
    await sleep(trial.random.below(usual));
    const isKilled = command.child.kill('SIGKILL');
    const ended = await took;
    if (!isKilled) {
      usual = Math.min(usual, ended);
      continue;
    }
    killed++;
    if (killed % verifyEvery === 0) await verify(killed);
  }
  if (killed % verifyEvery !== 0 || killed === 0) await verify(killed);
  return killed;
}

async function findings(terminal: Terminal): Promise<[string, string | undefined][]> {
  const { stdout } = await terminal.run(['findings', '--json']);
  const list = JSON.parse(stdout) as { key: string; ticket?: { key: string } }[];
  return list.map(({ key, ticket }) => [key, ticket?.key]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
