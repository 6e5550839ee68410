import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileTicket } from '#protocol/filing.ts';
import { listFindings } from '#protocol/findings.ts';
import { resolveConflict, undoAction } from '#protocol/outbox.ts';
import { decideTicket, reviewTicket } from '#protocol/reviews.ts';
import { runSync } from '#protocol/sync.ts';
import { contextOf } from '../../daemon/commands/command-context.ts';
import { type Client, connect } from '../../daemon/commands/daemon-client.ts';
import { SaidProblem } from '../../daemon/commands/said-problem.ts';
import { Problem } from '../../daemon/domain/problems/problem.ts';
import { maxSearchLagMs } from '../../daemon/domain/tickets/filing/file-ticket.ts';
import { labelOf } from '../../daemon/domain/tickets/label.ts';
import { startSandboxOf } from '../../daemon/sandbox/sandbox.ts';
import { Random } from '../../daemon/sandbox/world/random.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../daemon/store/store.ts';
import { createCleanup } from '../support/cleanup.ts';
import { openTerminal, type Running, type Terminal } from '../support/terminal.ts';
import { type Count, counting, makeTroubles } from './jira-troubles.ts';
import { verifyActs } from './later-actions.ts';
import { type ReviewWorld, reviewWorld } from './review-world.ts';
import type { StressOptions, StressResult } from './trial.ts';

const chances = { killAtRandom: 0.03, several: 0.15 };
/** Requests between two kills in the middle of a request. */
const requestsBetweenKills = { least: 10, most: 60 };
/** The time of an action, at which a kill may come. In ms. */
const actMs = 40;
const syncEvery = 40;
/** Of the actions. */
const filedShare = 0.2;
/** A short version does not wait until a filing of unknown outcome is looked up for the last time. */
const longCount = 200;

type Act = (client: Client) => Promise<unknown>;

/**
 * A daemon in a process of its own that is killed while it sends, between two requests and in the middle of one. The next
 * daemon uses the same state folder.
 */
export async function killDaemons({ count, seed }: StressOptions): Promise<StressResult> {
  const random = new Random(seed).fork('kills');
  const filed = Math.ceil(count * filedShare);
  const world = reviewWorld(Math.ceil(count / 3), filed);
  const figures: Record<string, number> = {};
  const counted = counting(figures);
  const happened: Count = (what, by) => counted(`daemon: ${what}`, by);
  const cleanup = createCleanup();
  try {
    const sandbox = await startSandboxOf(world.world);
    cleanup.add(() => sandbox.close());
    const terminal = openTerminal(sandbox);
    cleanup.add(() => terminal.close());
    const daemon = await startMortal(terminal, happened);
    const findings = await syncedFindings(daemon.client());

    const untilNextKill = () => random.between(requestsBetweenKills.least, requestsBetweenKills.most);
    let requestsLeft = untilNextKill();
    const troubles = makeTroubles(sandbox.jira, world, random, happened, () => {
      if (--requestsLeft > 0) return undefined;
      requestsLeft = untilNextKill();
      daemon.kill('killed at a request');
      return random.chance(0.5) ? 'cut' : 'lost';
    });
    const acts = new Map<string, number>();
    const all = random.shuffled([
      ...actsOnTickets(world, count - filed, random, acts),
      ...findings.map(
        (finding): Act =>
          (client) =>
            client.request(fileTicket, { finding, project: 'APP' }),
      ),
    ]);
    for (let at = 0, group = 0; at < all.length; group++) {
      const size = random.chance(chances.several) ? random.between(2, 10) : 1;
      if (size > 1) happened('several at once');
      const works = all.slice(at, at + size);
      happened('acts', works.length);
      if (random.chance(chances.killAtRandom))
        setTimeout(() => daemon.kill('killed at a random moment'), random.below(actMs));
      await daemon.survive(...works);
      at += works.length;
      if (group % syncEvery === syncEvery - 1) await daemon.survive((client) => client.request(runSync, {}));
    }
    troubles.on(false);
    await sleep(actMs);
    for (let round = 0; round < 2; round++) await daemon.survive((client) => client.request(runSync, {}));
    const isLong = count >= longCount;
    if (isLong) {
      await sleep(maxSearchLagMs);
      await daemon.survive((client) => client.request(runSync, {}));
    }
    await terminal.run(['daemon', '--stop']);

    const store = openStore(path.join(terminal.stateDir, 'guardrail.db'));
    cleanup.add(async () => store.close());
    const broken = [
      ...verifyActs([...world.issues.values()], store, acts, happened),
      ...verifyFiled(world, store, { site: sandbox.hello.jira, findings, isLong, count: happened }),
    ];
    return { figures, broken: broken.map((promise) => `killed daemon: ${promise}`) };
  } finally {
    await cleanup.run();
  }
}

async function syncedFindings(client: Client): Promise<string[]> {
  await client.request(runSync, {});
  const { findings } = await client.request(listFindings, {});
  return findings.map(({ key }) => key);
}

/** Reviews first, then what reviewers and developers do with them. Counts the actions of each ticket. */
function actsOnTickets(world: ReviewWorld, count: number, random: Random, acts: Map<string, number>): Act[] {
  const keys = [...world.issues.keys()];
  return Array.from({ length: count }, (_, number): Act => {
    const ticket = keys[number % keys.length] ?? '';
    acts.set(ticket, (acts.get(ticket) ?? 0) + 1);
    if (number < keys.length)
      return (client) => client.request(reviewTicket, { ticket, outcome: 'fixed', reason: 'Closed.' });
    return random.pick<Act>([
      (client) => client.request(decideTicket, { ticket, decision: 'approve', reason: 'Approved.' }),
      (client) => client.request(decideTicket, { ticket, decision: 'send-back', reason: 'Still open.' }),
      (client) => client.request(undoAction, { ticket }),
      (client) => client.request(resolveConflict, { ticket, resolution: 'comment-only' }),
    ]);
  });
}

/** A daemon that can be killed. Actions go on with the next one. */
async function startMortal(terminal: Terminal, count: Count) {
  const { place } = contextOf({ GUARDRAIL_STATE_DIR: terminal.stateDir, HOME: terminal.stateDir }, undefined);
  let running: Running;
  let client: Client;

  async function start(): Promise<void> {
    running = terminal.start(['daemon', '--idle-minutes', '60'], { GUARDRAIL_JIRA_PROJECT: 'APP,DESK,FORM' });
    await running.printed('"socket"');
    client = await connect({ place, settings: {}, locale: 'en' });
  }
  const isDead = () => running.child.killed || running.child.exitCode !== null;

  await start();
  return {
    client: () => client,
    kill(what: string): void {
      if (!isDead() && running.child.kill('SIGKILL')) count(what);
    },
    /** Runs actions at the same time. */
    async survive(...works: readonly Act[]): Promise<void> {
      const ended = await Promise.allSettled(works.map((work) => work(client)));
      for (const each of ended) {
        const error: unknown = each.status === 'rejected' ? each.reason : undefined;
        if (error !== undefined && !(error instanceof SaidProblem) && !(error instanceof Problem))
          throw error;
      }
      if (!isDead()) return;
      client.close();
      await running.ended;
      await start();
    },
  };
}

/** Returns one sentence for each finding that has not exactly one ticket and is not shown as one that waits. */
function verifyFiled(
  { world }: ReviewWorld,
  store: Pick<Store, 'filings'>,
  options: { site: string; findings: readonly string[]; isLong: boolean; count: Count },
): string[] {
  const broken: string[] = [];
  const kept = new Map(
    store.filings
      .of(options.site)
      .list()
      .map((filing) => [filing.finding, filing]),
  );
  for (const finding of options.findings) {
    const tickets = world.issues.filter(({ labels }) => labels.includes(labelOf(finding)));
    const filing = kept.get(finding);
    if (tickets.length > 1) broken.push(`${finding}: ${tickets.map(({ key }) => key).join(' and ')}`);
    if (filing?.state === 'waiting' && (options.isLong || filing.code !== 'filing-unsettled'))
      broken.push(`${finding}: waits although Jira answers (${filing.code})`);
    if (filing?.state === 'waiting') options.count('filings that wait for the search');
    else if (filing) options.count('filings in conflict');
    else options.count(tickets.length === 1 ? 'tickets filed once' : 'filings refused at once');
  }
  return broken;
}
