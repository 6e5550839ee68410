/**
 * Runs all checks that must pass before a change is shared: `node test/run.ts [STEP...]`. Ends at the first step that
 * fails. The last line alone sums up the tests of all steps.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runHostSuites } from './host/run.ts';
import { installBrowser } from './support/browser.ts';
import { installVsCode } from './support/vscode/install.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, '.cache/results');
// Tests start the same programs hundreds of times. Node compiles each of them once a run: the code of earlier builds is of no use.
const compiled = path.join(root, '.cache/compiled');
rmSync(compiled, { recursive: true, force: true });
process.env.NODE_COMPILE_CACHE ??= compiled;

const steps: Readonly<Record<string, () => Promise<Counts>>> = {
  build: () => tool('node', 'build.ts'),
  lint: () => tool('biome', 'check', '--error-on-warnings'),
  types: () => tool('tsc', '-b'),
  unit: () => vitest('unit'),
  host: () => runHostSuites(),
  ui: () => vitest('ui', '--config', 'test/ui/vitest.config.ts'),
};

const words = process.argv.slice(2);
const unknown = words.filter((name) => !(name in steps));
if (unknown.length > 0) throw new Error(`No step ${unknown}. There are ${Object.keys(steps).join(', ')}.`);
// The editor and the browser come from the network, so they are installed while other steps run. A step that needs them waits.
if (words.length === 0 || words.includes('host') || words.includes('ui'))
  void Promise.allSettled([installVsCode(), installBrowser()]);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const name of words.length > 0 ? words : Object.keys(steps)) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const started = performance.now();
  const counts = await steps[name]?.().catch((error: unknown) => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  sum.passed += counts?.passed ?? 0;
  sum.failed += counts?.failed ?? 0;
  sum.skipped += counts?.skipped ?? 0;
  console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (sum.failed > 0) break;
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;

/** Runs a step without tests of its own. If it fails, that counts as one failed test. */
async function tool(name: string, ...rest: string[]): Promise<Counts> {
  return { passed: 0, failed: (await run(name, ...rest)) === 0 ? 0 : 1, skipped: 0 };
}

async function vitest(name: string, ...rest: string[]): Promise<Counts> {
  const file = path.join(results, `${name}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(file, { force: true });
  const code = await run(
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...rest,
  );
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  // A file that cannot be loaded is a failure without a failed test.
  const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests;
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

async function run(name: string, ...words: string[]): Promise<number | null> {
  const file = name === 'node' ? process.execPath : path.join(root, 'node_modules/.bin', name);
  const child = spawn(file, words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  const [code] = await once(child, 'exit');
  return code;
}
