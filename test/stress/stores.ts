import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Random } from '../../daemon/sandbox/world/random.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../daemon/store/store.ts';
import { createCleanup } from '../support/cleanup.ts';
import { contentOf, fillStore } from '../support/filled-store.ts';
import { damages, needsLog } from './store-damage.ts';
import type { StressTrial } from './trial.ts';

type Content = ReturnType<typeof contentOf>;

/**
 * Stores that are damaged in many ways. Each store opens, shows only data that was written to it, keeps the reviews and filings
 * that wait or reports that some are lost, and opens again without another repair.
 */
export const trial: StressTrial = {
  count: 400,
  async run({ count, seed }) {
    const cleanup = createCleanup();
    const random = new Random(seed);
    const broken: string[] = [];
    const figures = {
      stores: count,
      unharmed: 0,
      rebuilt: 0,
      'reviews saved': 0,
      'reviews said lost': 0,
      'filings saved': 0,
      'filings said lost': 0,
    };
    try {
      const original = makeOriginals(cleanup.folder('stores'));
      for (let number = 0; number < count; number++) {
        const name = Object.keys(damages)[number % Object.keys(damages).length] ?? '';
        const file = copyTo(cleanup.folder('store'), needsLog(name) ? original.killed : original.closed);
        damages[name]?.(file, random.fork(`${number}`));
        const fail = (what: string) => broken.push(`${name}, store ${number}, seed ${seed}: ${what}.`);
        try {
          const store = openStore(file);
          const { losses, lostFilings, rebuilt } = compare(store, original.content, fail);
          figures[rebuilt ? 'rebuilt' : 'unharmed']++;
          figures['reviews saved'] += original.content.reviews.length - losses;
          figures['reviews said lost'] += losses;
          figures['filings saved'] += original.content.filings.length - lostFilings;
          figures['filings said lost'] += lostFilings;
          if (rebuilt && !readdirSync(path.dirname(file)).some((entry) => entry.includes('.damaged-')))
            fail('the old file is not there');
          store.close();
          const again = openStore(file);
          if (again.problems().length > 0) fail('rebuilt a second time');
          again.close();
        } catch (error) {
          fail(`threw ${error}`);
        }
      }
    } finally {
      await cleanup.run();
    }
    return { figures, broken };
  },
};

function makeOriginals(folder: string) {
  const closed = path.join(folder, 'closed.db');
  const store = fillStore(closed);
  const content = contentOf(store);
  const killed = path.join(folder, 'killed.db');
  // The log contains the data of the last sync run.
  const { started = '', ended = '' } = content.lastRun ?? {};
  store.coverage.endRun(started, ended, true);
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(closed + suffix, killed + suffix);
  store.close();
  return { closed, killed, content };
}

function copyTo(folder: string, original: string): string {
  const file = path.join(folder, 'guardrail.db');
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(original + suffix)) copyFileSync(original + suffix, file + suffix);
  return file;
}

function compare(store: Store, original: Content, fail: (what: string) => void) {
  const now = contentOf(store);
  for (const name of [
    'findings',
    'lastSeen',
    'tickets',
    'stacks',
    'rules',
    'hashes',
    'coverage',
    'choices',
    'reviews',
    'filings',
    'pastActions',
  ] as const) {
    const known = new Set(original[name].map((row) => JSON.stringify(row)));
    for (const row of now[name])
      if (!known.has(JSON.stringify(row))) fail(`shows among ${name} ${JSON.stringify(row)}`);
  }
  if (now.lastRun && JSON.stringify(now.lastRun) !== JSON.stringify(original.lastRun))
    fail('shows another last run');
  const codes = store.problems().map(({ code }) => code);
  const losses = original.reviews.length - now.reviews.length;
  if (losses > 0 && !codes.includes('store-rebuilt-with-losses'))
    fail(`lost ${losses} reviews without reporting it`);
  const lostFilings = original.filings.length - now.filings.length;
  if (lostFilings > 0 && !codes.includes('store-rebuilt-with-losses'))
    fail(`lost ${lostFilings} filings without reporting it`);
  if (codes.length === 0 && now.findings.length < original.findings.length)
    fail('lost findings without reporting it');
  return { losses, lostFilings, rebuilt: codes.length > 0 };
}
