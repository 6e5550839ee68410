/** `npm run stress -- NAME [COUNT] [SEED]`: runs one long trial and prints its figures. Exits with 1 if a promise is broken. */
import type { StressTrial } from './trial.ts';

const trials: Readonly<Record<string, () => Promise<{ trial: StressTrial }>>> = {
  disks: () => import('./disks.ts'),
  answers: () => import('./answers.ts'),
  kills: () => import('./kills.ts'),
  messages: () => import('./messages.ts'),
  repositories: () => import('./repositories.ts'),
  reviews: () => import('./reviews.ts'),
  stores: () => import('./stores.ts'),
};

const [name = '', count, seed] = process.argv.slice(2);
const load = Object.hasOwn(trials, name) ? trials[name] : undefined;
if (load) {
  const { trial } = await load();
  const { figures, broken } = await trial.run({
    count: count === undefined ? trial.count : Number(count),
    seed: seed === undefined ? Date.now() % 1_000_000 : Number(seed),
  });
  console.table(figures);
  for (const promise of broken) console.error(promise);
  process.exitCode = broken.length > 0 ? 1 : 0;
} else {
  console.error(
    `${name === '' ? 'Name a trial' : `No trial ${name}`}: ${Object.keys(trials).sort().join(', ')}.`,
  );
  process.exitCode = 2;
}
