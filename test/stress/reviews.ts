import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectJiraCloud } from '../../daemon/integrations/jira/cloud/ticket-source.ts';
import { startJira } from '../../daemon/sandbox/jira/server.ts';
import { Random } from '../../daemon/sandbox/world/random.ts';
import type { Store } from '../../daemon/store/store.ts';
import { openCrashingDesk } from './crashing-desk.ts';
import { actOnFinding, verifyFilings } from './filing-acts.ts';
import { type Count, counting, makeTroubles } from './jira-troubles.ts';
import { killDaemons } from './killed-daemon.ts';
import { laterActs, verifyActs } from './later-actions.ts';
import { type ReviewWorld, reviewWorld, type WatchedIssue } from './review-world.ts';
import type { StressOptions, StressResult, StressTrial } from './trial.ts';

/**
 * Reviews, decisions, undos and filings, also several at once, with crashes, cut connections, 429, 5xx, HTML pages instead of
 * Jira, a late search, and moves of other people. First with queues that die at a request, then with a daemon that is killed.
 */
export const trial: StressTrial = {
  count: 1_000,
  async run(options) {
    const died = await crashDesks(options);
    const killed = await killDaemons({ ...options, count: Math.ceil(options.count * shares.killed) });
    return {
      figures: { seed: options.seed, ...died.figures, ...killed.figures },
      broken: [...died.broken, ...killed.broken],
    };
  },
};

const { signal } = new AbortController();
const account = { email: 'mika@example.com', token: 'stress-token' };
/** The number of sync runs during the faults, and after them. */
const rounds = { troubled: 3, quiet: 2 };
const chances = { crash: 0.04, several: 0.15 };
/** Of the number of reviews. */
const shares = { killed: 0.3, filed: 0.3 };
/** Of the clock of filings: the site's search knows the tickets that are older. */
const searchLagMs = 90_000;

async function crashDesks({ count, seed }: StressOptions): Promise<StressResult> {
  const random = new Random(seed);
  const world = reviewWorld(count);
  const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-stress-'));
  const jira = await startJira(world.world, account);
  const figures: Record<string, number> = { reviews: count };
  const happened = counting(figures);
  const troubles = makeTroubles(jira, world, random, happened);
  let troubled = true;
  let clock = Date.now();
  const quiet = (isQuiet: boolean) => {
    troubled = !isQuiet;
    troubles.on(troubled);
  };
  /** Time passes, and the site's search knows everything until now. */
  const later = () => {
    clock += searchLagMs;
    jira.faults.lagSearch(true);
  };
  const site = jira.url;
  const desk = openCrashingDesk({
    ...{ folder, site, now: () => clock },
    source: connectJiraCloud({ site, ...account }, () => {}, { wait: async () => {} }),
    dies() {
      const dead = troubled && random.chance(chances.crash);
      if (dead) happened('crashes');
      return dead;
    },
  });
  /** Runs what waits, without faults, until the search has found every ticket. */
  const settle = async () => {
    for (let round = 0; round < rounds.quiet; round++) {
      later();
      await desk.sync(1);
    }
  };

  try {
    const issues = [...world.issues.values()];
    const filed = Math.ceil(count * shares.filed);
    later();
    let made = 0;
    for (const group of groups(issues, random)) {
      if (group.length > 1) happened('several at once');
      await desk.survive(...group.map(({ key }) => review(key)));
      // With a sync run in between, like the one every ten minutes.
      if (Math.floor((made + group.length) / 50) > Math.floor(made / 50)) await desk.sync(1);
      made += group.length;
    }
    await desk.sync(rounds.troubled);
    quiet(true);
    await settle();
    const broken = verify(world, desk.desk.store, happened);

    // A person now resolves each conflict in Jira by moving the ticket to review.
    const waiting = () => desk.desk.store.outbox.everywhere().map((each) => each.review);
    for (const { ticket } of waiting()) world.put(ticket, 'review');
    await settle();
    for (const { ticket } of waiting()) broken.push(`${ticket}: resolved in Jira, and still kept`);
    for (const { key, comments } of issues)
      if (comments.length !== 1) broken.push(`${key}: ${comments.length} comments in the end`);

    // Reviewers and developers act on the same tickets, and findings are filed, under the same faults.
    quiet(false);
    const acts = new Map(issues.map(({ key }) => [key, 1]));
    for (const [index, group] of groups(issues, random).entries()) {
      const works = group.map(({ key }) => laterActs(random, key));
      for (const [at, own] of works.entries()) {
        const key = group[at]?.key ?? '';
        acts.set(key, (acts.get(key) ?? 0) + own.length);
      }
      happened('later acts', works.flat().length);
      for (const at of [0, 1])
        await desk.survive(
          ...works.flatMap((own) => own[at] ?? []).map((act) => (now: typeof desk.desk) => act(now.reviews)),
        );
      if (index % 20 === 19) {
        later();
        await desk.sync(1);
      }
    }
    for (let number = 0; number < filed; number++) {
      await actOnFinding(desk, site, number, random, happened);
      if (number % 10 === 9) later();
      if (number % 20 === 19) await desk.sync(1);
    }
    await desk.sync(rounds.troubled);
    quiet(true);
    await settle();
    broken.push(...verifyActs([...world.issues.values()], desk.desk.store, acts, happened));
    broken.push(...verifyFilings(world.world, desk.desk.store, { site, filed, count: happened }));
    return { figures, broken };
  } finally {
    desk.close();
    await jira.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const review =
  (ticket: string) =>
  ({ reviews }: { reviews: import('../../daemon/domain/tickets/actions/action-queue.ts').ActionQueue }) =>
    reviews.submit({ ticket, kind: 'review', outcome: 'fixed', reason: `Reason ${ticket}.` }, signal);

/** Returns the items one by one, and some of them in groups that are acted on at the same time. */
function groups<Item>(items: readonly Item[], random: Random): Item[][] {
  const found: Item[][] = [];
  for (let at = 0; at < items.length; ) {
    const size = random.chance(chances.several) ? random.between(2, 10) : 1;
    found.push(items.slice(at, at + size));
    at += size;
  }
  return found;
}

/** Returns one sentence for each review that is not exactly once in Jira and is not shown as a conflict. */
function verify({ issues }: ReviewWorld, store: Store, count: Count): string[] {
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
      check(others + issue.edits > 0, issue, 'a conflict although no other person changed it');
    } else {
      check(issue.comments.length === 1, issue, 'lost: neither kept nor in Jira');
      check(ours === 1 || others > 0, issue, 'never moved');
    }
  }
  count('delivered', issues.size - kept.size);
  count('conflicts', kept.size);
  return broken;
}
