import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { readTemplate } from '../../daemon/templates/read.ts';
import { corpus, corpusText, truths } from '../support/corpus.ts';
import { printTable, sideBySide } from './side-by-side.ts';

const rounds = 7;

/** Reading templates: ours with positions and resources, `yaml` with positions, `JSON.parse` with neither. */
export function run(): void {
  const { texts, from } = sources();
  const json = texts.filter((text) => /^\s*\{/.test(text));
  const yaml = texts.filter((text) => !/^\s*\{/.test(text));
  console.log(`${texts.length} templates of ${from}, medians of ${rounds} interleaved rounds\n`);
  const ours = 'guardrail (positions, resources)';
  const theirs = 'yaml (positions)';
  report('YAML', yaml, ours, {
    [ours]: () => yaml.map((text) => readTemplate('a', text)),
    [theirs]: () => yaml.map(parseWithPositions),
  });
  report('JSON', json, ours, {
    [ours]: () => json.map((text) => readTemplate('a', text)),
    [theirs]: () => json.map(parseWithPositions),
    'JSON.parse (values only)': () => json.map((text) => JSON.parse(text)),
  });
}

function report(
  format: string,
  texts: readonly string[],
  ours: string,
  peers: Readonly<Record<string, () => unknown>>,
): void {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const medians = sideBySide(peers, rounds);
  printTable([
    [`${format}, ${megabytes.toFixed(1)} MB`, 'ms', 'MB/s', 'time, ours = 1'],
    ...Object.entries(medians).map(([name, ms]) => [
      name,
      ms.toFixed(1),
      (megabytes / (ms / 1000)).toFixed(1),
      (ms / (medians[ours] ?? Number.NaN)).toFixed(2),
    ]),
  ]);
  console.log();
}

function parseWithPositions(text: string): unknown {
  const lineCounter = new LineCounter();
  return { document: parseDocument(text, { lineCounter, logLevel: 'silent' }), lineCounter };
}

/** The corpus where it is, else the sample workspace as often as makes some megabytes. */
function sources(): { texts: string[]; from: string } {
  const folder = corpus;
  if (folder !== undefined) {
    return { texts: truths(folder).map((truth) => corpusText(folder, truth)), from: folder };
  }
  const workspace = path.resolve(import.meta.dirname, '../workspace');
  const texts = globSync('**/*.{yaml,yml,json}', { cwd: workspace })
    .map((file) => readFileSync(path.join(workspace, file), 'utf8'))
    .filter((text) => readTemplate('a', text) !== undefined);
  return { texts: Array.from({ length: 200 }, () => texts).flat(), from: 'test/workspace, 200 times' };
}
