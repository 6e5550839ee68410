import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

/**
 * Runs every suite next to this bundle; VS Code calls it inside the extension host. The report goes to the file that
 * GUARDRAIL_TEST_RESULTS names: all of VS Code writes to the console, and an exit code does not distinguish "all
 * passed" from "none ran".
 */
export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: process.env.NO_COLOR === undefined });
  const report: string[] = [];
  Mocha.reporters.Base.consoleLog = (...words: unknown[]) => {
    report.push(format(...words));
    console.log(...words);
  };
  for (const file of readdirSync(__dirname))
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failed) => {
      const { passes: passed = 0, pending: skipped = 0 } = runner.stats ?? {};
      const file = process.env.GUARDRAIL_TEST_RESULTS;
      if (file !== undefined) {
        writeFileSync(file, JSON.stringify({ passed, failed, skipped, report: report.join('\n') }));
      }
      if (failed > 0) reject(new Error(`${failed} failed`));
      else resolve();
    });
  });
}
