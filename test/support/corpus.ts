import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * The folder of real templates, with their true content by an independent parser. They are not part of the project:
 * `GUARDRAIL_CORPUS` names the folder. The default is `shared/corpus` next to the checkout. Undefined if there is no such folder.
 */
export const corpus: string | undefined = [
  process.env.GUARDRAIL_CORPUS ?? path.resolve(root, '../shared/corpus'),
].find((folder) => existsSync(path.join(folder, 'truth.jsonl')));

/** A resource according to the independent parser: 0-based lines, UTF-16 columns, ends exclusive. */
export interface TrueResource {
  readonly id: string;
  readonly type: string | null;
  readonly line: number;
  readonly col: number;
  readonly keyEndCol: number;
  readonly endLine: number;
  readonly endCol: number;
  /** Start and end of the type's value. */
  readonly typePos?: readonly [line: number, column: number, endLine: number, endColumn: number];
}

export interface TrueTemplate {
  readonly path: string;
  readonly format: 'yaml' | 'json';
  readonly resources: readonly TrueResource[];
  readonly forEach?: readonly { readonly body: readonly TrueResource[] }[];
  readonly properties: readonly (readonly [
    id: string,
    line: number,
    keys: Record<string, [line: number, column: number, endColumn: number]>,
  ])[];
}

export function truths(folder: string): TrueTemplate[] {
  return readFileSync(path.join(folder, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TrueTemplate);
}

export function corpusText(folder: string, template: { readonly path: string }): string {
  return readFileSync(path.join(folder, template.path), 'utf8');
}
