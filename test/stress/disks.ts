import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Problem } from '../../daemon/domain/problems/problem.ts';
import { Random } from '../../daemon/sandbox/world/random.ts';
import { sayProblem } from '../../daemon/server/texts/say.ts';
import { Connection } from '../../daemon/store/sqlite/connection.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import { tablesOf } from '../../daemon/store/sqlite/tables.ts';
import { type Cleanup, createCleanup } from '../support/cleanup.ts';
import { contentOf, fillStore, site } from '../support/filled-store.ts';
import type { StressTrial } from './trial.ts';

const child = path.resolve(import.meta.dirname, 'disk-child.ts');
/** Advice that no message may give, because reviews that wait are in the store. */
const badAdvice = /\b(delete|remove|move (it|the store|the file) )|削除|別の場所に移し/i;

/**
 * Disks that fill up at a random moment and, once, files of another user and a process without descriptors. Each problem is
 * reported, no confirmed review is lost, and everything works again after the cause is gone.
 */
export const trial: StressTrial = {
  count: 200,
  async run({ count, seed }) {
    const cleanup = createCleanup();
    const random = new Random(seed);
    const broken: string[] = [];
    const figures: Record<string, number> = { 'full disks': count, 'reviews kept': 0, 'reviews refused': 0 };
    try {
      for (let number = 0; number < count; number++) {
        const { kept, refused, faults } = fillUp(cleanup.folder('disk'), random.fork(`${number}`));
        figures['reviews kept'] = (figures['reviews kept'] ?? 0) + kept;
        figures['reviews refused'] = (figures['reviews refused'] ?? 0) + refused;
        broken.push(...faults.map((fault) => `full disk ${number}, seed ${seed}: ${fault}.`));
      }
      for (const [name, fault] of await elsewhere(cleanup)) {
        figures[name] = 1;
        if (fault !== undefined) broken.push(`${name}: ${fault}.`);
      }
    } finally {
      await cleanup.run();
    }
    return { figures, broken };
  },
};

/** Writes pages of a sync run and reviews in turn until the disk has been full for some time, and then frees it. */
function fillUp(folder: string, random: Random) {
  const file = path.join(folder, 'guardrail.db');
  fillStore(file, 20).close();
  const faults: string[] = [];
  const troubles: (string | undefined)[] = [];
  const connection: Connection = new Connection(file, {
    onRebuilt: () => faults.push('the store was rebuilt'),
    onTrouble: () => troubles.push(connection.trouble?.code),
  });
  const { outbox, tickets } = tablesOf(connection, (write) => connection.durable(write));
  const before = outbox.of(site).list().length;
  limitPages(connection, random.between(1, 40));
  const kept: string[] = [];
  let refused = 0;
  for (let number = 100; number < 160; number++) {
    const id = `late-${number}`;
    const reason = random.text(random.between(1, 2_000), 'abc ');
    const review = {
      id,
      ticket: `PAY-${number}`,
      kind: 'review',
      outcome: 'fixed',
      reason,
      createdAt: '2026-03-01',
    } as const;
    try {
      outbox.of(site).add(review);
      kept.push(id);
    } catch (error) {
      refused++;
      faults.push(...wrongReport('store-disk-full', error));
    }
    try {
      const description = random.text(3_000, 'abc ');
      const [ticket] = tickets.all(site);
      if (ticket)
        connection.transaction(() =>
          tickets.put(site, { ...ticket, key: `PAY-${number}`, description }, new Date().toISOString()),
        );
    } catch (error) {
      faults.push(...wrongReport('store-disk-full', error));
    }
  }
  if (refused > 0 && troubles[0] !== 'store-disk-full')
    faults.push('the status does not say that it is full');
  connection.prepare('PRAGMA max_page_count = 1000000').get();
  outbox.of(site).add({
    id: 'last',
    ticket: 'PAY-999',
    kind: 'review',
    outcome: 'fixed',
    reason: 'x',
    createdAt: '2026-03-02',
  });
  if (connection.trouble) faults.push('the status says that it is full after it is free again');
  connection.close();
  const store = openStore(file);
  const there = new Set(
    store.outbox
      .of(site)
      .list()
      .map(({ id }) => id),
  );
  for (const id of [...kept, 'last']) if (!there.has(id)) faults.push(`${id} was confirmed and is lost`);
  if (there.size !== before + kept.length + 1) faults.push('a refused review is kept');
  if (store.problems().length > 0) faults.push('the store is called damaged');
  store.close();
  return { kept: kept.length, refused, faults };
}

function limitPages(connection: Connection, more: number): void {
  const { page_count: pages } = connection.prepare('PRAGMA page_count').get() as { page_count: number };
  connection.prepare(`PRAGMA max_page_count = ${pages + more}`).get();
}

/** Runs cases that need another process, or root. Cases that this machine does not allow are left out. */
async function elsewhere(cleanup: Cleanup): Promise<[string, string | undefined][]> {
  const results: [string, string | undefined][] = [];
  const tried = async (name: string, code: string, file: string, trouble = '') => {
    const before = contentOf(openStore(file)).reviews.length;
    const command = `ulimit -n 64; exec "${process.execPath}" --disable-warning=ExperimentalWarning "${child}" "${file}" "${trouble}"`;
    const { stdout } = await promisify(execFile)('sh', ['-c', command]);
    results.push([name, wrongReport(code, JSON.parse(stdout))[0] ?? lost(file, before)]);
  };
  if (process.platform === 'win32') return results;
  await tried(
    'no descriptors left',
    'store-too-many-files',
    filled(cleanup.folder('disk')),
    'no descriptors',
  );
  if (process.getuid?.() !== 0) return results;
  const foreign = filled(cleanup.folder('disk'));
  chmodSync(path.dirname(foreign), 0o755);
  await tried('files of another user', 'store-not-writable', foreign, 'another user');
  const mount = path.join(cleanup.folder('disk'), 'mount');
  mkdirSync(mount);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'none', mount], { stdio: 'ignore' });
  } catch {
    return results;
  }
  cleanup.add(() => execFileSync('umount', ['-l', mount]));
  results.push(['a real full disk', fillDisk(path.join(mount, 'guardrail.db'))]);
  return results;
}

function filled(folder: string): string {
  const file = path.join(folder, 'guardrail.db');
  fillStore(file, 20).close();
  return file;
}

function lost(file: string, before: number): string | undefined {
  const store = openStore(file);
  const now = contentOf(store).reviews.length;
  store.close();
  return now === before ? undefined : `${before - now} reviews are lost`;
}

function fillDisk(file: string): string | undefined {
  const store = openStore(file);
  const kept: string[] = [];
  let refusal: unknown;
  for (let number = 0; refusal === undefined && number < 2_000; number++) {
    const review = {
      id: `r${number}`,
      ticket: `PAY-${number}`,
      kind: 'review',
      outcome: 'fixed',
      reason: 'x'.repeat(2_000),
      createdAt: '2026',
    } as const;
    try {
      store.outbox.of(site).add(review);
      kept.push(review.id);
    } catch (error) {
      refusal = error;
    }
  }
  const there = store.outbox.of(site).list().length;
  store.close();
  if (there !== kept.length) return `${kept.length} reviews were confirmed and ${there} are there`;
  return wrongReport('store-disk-full', refusal)[0];
}

/** Returns how the report of a problem is wrong. Empty if it is right. */
function wrongReport(code: string, error: unknown): string[] {
  const problem = error as Partial<Problem>;
  if (problem.code !== code) return [`${code} was expected, not ${problem.code ?? error}`];
  const texts = (['en', 'ja'] as const).map((locale) =>
    sayProblem({ code, facts: problem.facts ?? {} }, locale),
  );
  if (texts.some((text) => text.length < 40)) return [`${code} says too little`];
  return texts.some((text) => badAdvice.test(text)) ? [`${code} gives bad advice`] : [];
}
