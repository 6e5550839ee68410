import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ours, type ParserName, parsers, parsersOf, type Read } from './parsers.ts';
import { inTurns, median, printTable } from './side-by-side.ts';
import { type Format, megabytes, templateTexts } from './template-texts.ts';

/** The optimizer has finished with all of them after about six rounds. */
const rounds = 15;

/** Measures our reader of templates and other parsers in one interleaved run, and the memory of each in a separate process. */
export async function run(): Promise<void> {
  const { from, ...texts } = templateTexts();
  console.log(
    `${texts.YAML.length} YAML and ${texts.JSON.length} JSON templates of ${from}; medians of ${rounds} interleaved rounds`,
  );
  await report('YAML', texts.YAML);
  await report('JSON', texts.JSON);
  console.log(
    '\nms a file; memory: the peak of a process that reads all once, above that of one that only holds the texts.',
  );
}

async function report(format: Format, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return;
  const names = parsersOf(format);
  const reads = new Map<ParserName, Read>();
  for (const name of names) reads.set(name, await parsers[name].load());
  const times = timesByFile(texts, reads);
  const idle = peakOf(format).peak;
  const ourTotal = sum(times.get(ours) ?? []);
  const size = megabytes(texts);
  const rows = names.map((name) => {
    const each = (times.get(name) ?? []).toSorted((a, b) => a - b);
    const { peak, whole } = peakOf(format, name);
    return [
      `${name} (${parsers[name].gives})`,
      (size / (sum(each) / 1000)).toFixed(1),
      (sum(each) / ourTotal).toFixed(1),
      ...[0.5, 0.99, 1].map((share) => quantile(each, share).toFixed(3)),
      (peak - idle).toFixed(0),
      String(texts.length - whole),
    ];
  });
  console.log();
  printTable([
    [`${format}, ${size.toFixed(1)} MB`, 'MB/s', 'time, ours = 1', 'p50', 'p99', 'max', 'MB', 'not read'],
    ...rows,
  ]);
}

/**
 * Returns the milliseconds for each file, in the order of the texts: the median of all rounds. Peers take turns after each
 * round, not after each file, because one peer would then collect the garbage of another.
 */
function timesByFile(
  texts: readonly string[],
  reads: ReadonlyMap<ParserName, Read>,
): Map<ParserName, number[]> {
  const times = new Map<ParserName, number[][]>([...reads.keys()].map((name) => [name, texts.map(() => [])]));
  inTurns(
    [...reads].map(([name, read]) => (round: number) => {
      for (const [at, text] of texts.entries()) {
        const started = performance.now();
        read(text);
        const took = performance.now() - started;
        // The first round warms up.
        if (round > 0) times.get(name)?.[at]?.push(took);
      }
    }),
    rounds,
  );
  return new Map<ParserName, number[]>([...times].map(([name, files]) => [name, files.map(median)]));
}

function peakOf(format: Format, name?: ParserName): { peak: number; whole: number } {
  const program = path.join(import.meta.dirname, 'peak-memory.ts');
  const words = [...process.execArgv, program, format, ...(name === undefined ? [] : [name])];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
