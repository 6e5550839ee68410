import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Problem } from '../../daemon/domain/problems/problem.ts';
import { type ActionQueue, createActionQueue } from '../../daemon/domain/tickets/actions/action-queue.ts';
import type { TicketSource } from '../../daemon/domain/tickets/ticket.ts';
import { connectJiraCloud } from '../../daemon/integrations/jira/cloud/ticket-source.ts';
import type { JiraFault } from '../../daemon/sandbox/jira/faults.ts';
import { startJira } from '../../daemon/sandbox/jira/server.ts';
import { Random } from '../../daemon/sandbox/world/random.ts';
import { writeActionComment } from '../../daemon/server/texts/action-comment.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../daemon/store/store.ts';
import { laterActs, verifyActs } from './later-actions.ts';
import { type ReviewWorld, reviewWorld, type WatchedIssue } from './review-world.ts';

import type { StressOptions, StressResult, StressTrial } from './trial.ts';

/** Reviews, decisions and undos with crashes, cut connections, 429, 5xx, HTML pages instead of Jira, and moves of other people. */
export const trial: StressTrial = { count: 1_000, run };

const { signal } = new AbortController();
const account = { email: 'mika@example.com', token: 'stress-token' };
/** The number of sync runs during the faults, and after them. */
const rounds = { troubled: 3, quiet: 2 };
const chances = { fault: 0.15, crash: 0.04, person: 0.08 };

const faults: readonly (readonly [name: string, fault: JiraFault])[] = [
  ['cut before', 'cut'],
  ['answer lost', 'lost'],
  ['429', { status: 429, headers: { 'Retry-After': '3600' } }],
  ['500', { status: 500, body: { errorMessages: ['Internal server error'] } }],
  ['503 page', { status: 503, body: '<html>Down for maintenance</html>' }],
  ['404 page', { status: 404, body: '<html>Site unavailable</html>' }],
  ['404 empty', { status: 404 }],
  ['404 JSON', { status: 404, body: { message: 'null for uri', 'status-code': 404 } }],
  ['200 page', { status: 200, body: '<html>Sign in to the network</html>' }],
  ['401', { status: 401 }],
  ['409', { status: 409, body: { errorMessages: ['Another change is under way.'] } }],
];

class Crash extends Error {}

async function run({ count, seed }: StressOptions): Promise<StressResult> {
  const random = new Random(seed);
  const world = reviewWorld(count);
  const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-stress-'));
  const jira = await startJira(world.world, account);
  const figures: Record<string, number> = { reviews: count, requests: 0, crashes: 0, 'moves by others': 0 };
  const happened = (what: string) => {
    figures[what] = (figures[what] ?? 0) + 1;
  };
  let troubled = true;

  jira.faults.choose(({ path: asked }) => {
    happened('requests');
    if (!troubled) return undefined;
    const issue = world.issues.get(/\/issue\/([^/]+)/.exec(asked)?.[1] ?? '');
    if (issue && random.chance(chances.person)) {
      world.moveByPerson(issue, random);
      happened('moves by others');
    }
    if (!random.chance(chances.fault)) return undefined;
    const [name, fault] = random.pick(faults);
    happened(name);
    return fault;
  });

  const source = crashing(
    connectJiraCloud({ site: jira.url, ...account }, () => {}, { wait: async () => {} }),
    () => {
      if (!troubled || !random.chance(chances.crash)) return;
      happened('crashes');
      throw new Crash();
    },
  );

  let store!: Store;
  let reviews!: ActionQueue;
  const restart = () => {
    store?.close();
    store = openStore(path.join(folder, 'guardrail.db'));
    reviews = createActionQueue({
      outbox: store.outbox.of(jira.url),
      source: () => source,
      writeComment: writeActionComment,
      names: () => ({}),
      keeper: () => () => {},
    });
  };
  /** Runs one action of the daemon. A crash ends the daemon, and another daemon replaces it. */
  const survive = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (error instanceof Crash) restart();
      else if (!(error instanceof Problem)) throw error;
    }
  };
  const sync = async (times: number) => {
    for (let done = 0; done < times; done++) await survive(() => reviews.flush(signal));
  };

  try {
    restart();
    let made = 0;
    for (const issue of world.issues.values()) {
      const params = {
        ticket: issue.key,
        kind: 'review',
        outcome: 'fixed',
        reason: `Reason ${issue.key}.`,
      } as const;
      await survive(() => reviews.submit(params, signal));
      // With a sync run in between, like the one every ten minutes.
      if (++made % 50 === 0) await sync(1);
    }
    await sync(rounds.troubled);
    troubled = false;
    await sync(rounds.quiet);
    const broken = verify(world, store, figures);

    // A person now resolves each conflict in Jira by moving the ticket to review.
    for (const { review } of store.outbox.everywhere()) world.put(review.ticket, 'review');
    await sync(rounds.quiet);
    for (const { review } of store.outbox.everywhere())
      broken.push(`${review.ticket}: resolved in Jira, and still kept`);
    for (const issue of world.issues.values()) {
      if (issue.comments.length !== 1)
        broken.push(`${issue.key}: ${issue.comments.length} comments in the end`);
    }

    // Reviewers and developers act on the same tickets, under the same faults.
    troubled = true;
    const acts = new Map([...world.issues.keys()].map((key) => [key, 1]));
    for (const { key } of world.issues.values()) {
      for (const act of laterActs(random, key)) {
        acts.set(key, (acts.get(key) ?? 0) + 1);
        await survive(() => act(reviews));
      }
      if (++made % 50 === 0) await sync(1);
    }
    await sync(rounds.troubled);
    troubled = false;
    await sync(rounds.quiet);
    broken.push(...verifyActs(world, store, acts, figures));
    return { figures, broken };
  } finally {
    store.close();
    await jira.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns one sentence for each review that is not exactly once in Jira and is not shown as a conflict. */
function verify({ issues }: ReviewWorld, store: Store, figures: Record<string, number>): string[] {
  const kept = new Map(store.outbox.everywhere().map(({ review }) => [review.ticket, review]));
  const broken: string[] = [];
  const check = (holds: boolean, issue: WatchedIssue, promise: string) => {
    if (!holds) broken.push(`${issue.key}: ${promise} (${issue.history.join(', ')})`);
  };
  for (const issue of issues.values()) {
    const review = kept.get(issue.key);
    const ours = issue.history.filter((move) => move.startsWith('Guardrail')).length;
    const others = issue.history.length - ours;
    check(ours <= 1, issue, `moved ${ours} times`);
    check(issue.comments.length <= 1, issue, `${issue.comments.length} comments`);
    if (review) {
      check(review.state === 'conflict', issue, 'waits although Jira answers');
      check(
        review.note !== undefined && review.reason === `Reason ${issue.key}.`,
        issue,
        'conflict without its sides',
      );
      check(issue.comments.length === 0, issue, 'a conflict although its comment is there');
      check(others > 0, issue, 'a conflict although no other person moved it');
    } else {
      check(issue.comments.length === 1, issue, 'lost: neither kept nor in Jira');
      check(ours === 1 || others > 0, issue, 'never moved');
    }
  }
  figures.delivered = issues.size - kept.size;
  figures.conflicts = kept.size;
  return broken;
}

/** Returns a source with which the daemon may die before each request is sent and after each answer. */
function crashing(source: TicketSource, die: () => void): TicketSource {
  const around =
    <Arguments extends unknown[], Result>(work: (...rest: Arguments) => Promise<Result>) =>
    async (...rest: Arguments): Promise<Result> => {
      die();
      const result = await work(...rest);
      die();
      return result;
    };
  return {
    readTickets: source.readTickets,
    listTickets: source.listTickets,
    countTickets: around(source.countTickets),
    fetchTickets: source.fetchTickets,
    findTickets: around(source.findTickets),
    readTicket: around(source.readTicket),
    listTransitions: around(source.listTransitions),
    mayMove: around(source.mayMove),
    searchUsers: around(source.searchUsers),
    readColumns: around(source.readColumns),
    readLanguage: around(source.readLanguage),
    move: around(source.move),
    changeLabels: around(source.changeLabels),
    commentOnce: around(source.commentOnce),
    readLatestComments: around(source.readLatestComments),
    readDetails: around(source.readDetails),
    hasComment: around(source.hasComment),
    readConnection: around(source.readConnection),
    readLastMove: around(source.readLastMove),
  };
}
