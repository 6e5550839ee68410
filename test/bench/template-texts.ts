import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readTemplate } from '../../daemon/domain/templates/read/read-template.ts';
import { corpus, corpusText, truths } from '../support/corpus.ts';

export type Format = 'YAML' | 'JSON';

/** Templates for measurements: their origin, and their texts by format. */
export interface TemplateTexts {
  readonly from: string;
  readonly YAML: readonly string[];
  readonly JSON: readonly string[];
}

/** Returns the corpus if it exists, otherwise copies of the sample workspace that make up some megabytes. */
export function templateTexts(): TemplateTexts {
  const folder = corpus;
  if (folder !== undefined) {
    return byFormat(
      'the corpus',
      truths(folder).map((truth) => corpusText(folder, truth)),
    );
  }
  const workspace = path.resolve(import.meta.dirname, '../workspace');
  const texts = globSync('**/*.{yaml,yml,json}', { cwd: workspace })
    .map((file) => readFileSync(path.join(workspace, file), 'utf8'))
    .filter((text) => readTemplate('a', text) !== undefined);
  return byFormat('test/workspace, 200 times', Array.from({ length: 200 }, () => texts).flat());
}

/** Returns the size of the texts in MB: millions of bytes in UTF-8. */
export function megabytes(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
}

function byFormat(from: string, texts: readonly string[]): TemplateTexts {
  const isJson = (text: string) => /^\s*\{/.test(text);
  return { from, YAML: texts.filter((text) => !isJson(text)), JSON: texts.filter(isJson) };
}
