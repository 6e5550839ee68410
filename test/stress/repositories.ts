import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog } from '../../daemon/base/log.ts';
import type { FolderToRead } from '../../daemon/workspace/read/folder-rules.ts';
import { Workspaces } from '../../daemon/workspace/worker/host/workspaces.ts';
import { createRandom, type Random } from '../support/organization-of-stacks/random.ts';
import { hostileFiles } from './hostile-files.ts';
import type { StressTrial } from './trial.ts';

/** A repository that was made to keep its readers busy, and the parts that must still be read. */
interface Repository {
  readonly files: ReadonlyMap<string, string>;
  readonly exclude: readonly string[];
  readonly names: readonly string[];
  /** Templates that no pattern excludes. */
  readonly good: ReadonlySet<string>;
}

const template = 'Resources:\n  Good:\n    Type: AWS::S3::Bucket\n';
const hostilePatterns = [
  '*a'.repeat(60),
  '**/a/'.repeat(60),
  '**/'.repeat(100),
  `${'{a,aa}'.repeat(60)}b`,
  `${'{a,'.repeat(100)}b${'}'.repeat(100)}`,
  '['.repeat(500),
  '[[:alpha:]*'.repeat(50),
  '?*'.repeat(200),
];
/** Of the worker, for one repository. */
const maxSeconds = 120;
/** Of this process, with the worker's thread. */
const maxMemoryBytes = 2 * 1024 ** 3;

/** Reads hostile repositories, one after the other, with a real worker, which must not hang and must not end. */
export const trial: StressTrial = {
  count: 40,
  async run({ count, seed }) {
    const broken: string[] = [];
    const random = createRandom(seed);
    const totals = { files: 0, bytes: 0, named: 0, slowest: 0, slowestNames: '', memory: 0 };
    for (let number = 0; number < count; number++) {
      const repository = repositoryOf(random, count < 10 ? 60_000 : 2_000_000);
      const { seconds, failed, ended, state, known } = await read(repository);
      const made = `repository ${number} of seed ${seed} (${repository.names.join('; ')})`;
      if (state !== 'read') broken.push(`${made} was not read to the end: ${state}`);
      const { size } = repository.good;
      if (known !== size) broken.push(`${made}: ${known} of ${size} good templates are known`);
      if (ended > 0) broken.push(`${made}: the worker ended ${ended} times`);
      const memory = process.memoryUsage().rss;
      if (memory > maxMemoryBytes) broken.push(`${made} took ${Math.round(memory / 1024 ** 2)} MB`);
      totals.files += repository.files.size;
      for (const text of repository.files.values()) totals.bytes += text.length;
      totals.named += failed;
      totals.memory = Math.max(totals.memory, memory);
      if (seconds > totals.slowest)
        [totals.slowest, totals.slowestNames] = [seconds, repository.names.join('; ')];
    }
    return {
      figures: {
        seed,
        repositories: count,
        files: totals.files,
        'MB written': Math.round(totals.bytes / 1024 ** 2),
        'files and lines named to the user': totals.named,
        'slowest in s': Number(totals.slowest.toFixed(1)),
        slowest: totals.slowestNames,
        'most memory in MB': Math.round(totals.memory / 1024 ** 2),
      },
      broken,
    };
  },
};

/** @param maxSize of one file, in UTF-16 units */
function repositoryOf(random: Random, maxSize: number): Repository {
  const files = new Map<string, string>();
  const chosen = Array.from({ length: 6 }, () => random.pick(hostileFiles));
  for (const [number, hostile] of chosen.entries()) {
    // Most are small, like most real files.
    const size = Math.ceil((maxSize * random.integer(1, 10) ** 2) / 100);
    for (const [name, text] of Object.entries(hostile.files(size))) files.set(`h${number}/${name}`, text);
  }
  const deep = `${'a/'.repeat(random.integer(1, 190))}good.yaml`;
  const good = ['good.yaml', 'app/good.yaml', deep, `${'a'.repeat(150)}/${'a'.repeat(150)}.yaml`];
  for (const name of good) files.set(name, template);
  // No path contains this ending, so no good template is excluded.
  const patterns = () => Array.from({ length: 10 }, () => `${random.pick(hostilePatterns)}zzz`);
  files.set('.gitignore', patterns().join('\n'));
  return { files, exclude: patterns(), names: chosen.map(({ name }) => name), good: new Set(good) };
}

async function read({ files, exclude, good }: Repository) {
  const folder = mkdtempSync(path.join(tmpdir(), 'guardrail-repository-'));
  let ended = 0;
  const log = createLog((line) => {
    if (line.includes('template worker ended')) ended++;
  });
  const workspaces = new Workspaces({ log });
  try {
    for (const [name, text] of files) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const source: FolderToRead = { path: folder, exclude };
    const started = performance.now();
    const settled = Promise.withResolvers<void>();
    const view = workspaces.view({
      onChanged: () => view.read.read > 0 && view.isSettled && settled.resolve(),
    });
    view.open([source]);
    const late = setTimeout(settled.resolve, maxSeconds * 1000);
    await settled.promise;
    clearTimeout(late);
    let known = 0;
    for (const name of good) {
      const at = { file: path.join(folder, name), logicalId: 'Good' };
      known += (await view.declarations('AWS::S3::Bucket', at)).total;
    }
    const seconds = (performance.now() - started) / 1000;
    return { seconds, failed: view.read.failed.length, ended, state: view.read.state, known };
  } finally {
    await workspaces.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
