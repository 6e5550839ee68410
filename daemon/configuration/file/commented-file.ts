import { type ConfigurationKey, configurationKeys, schemaAt } from './configuration-keys.ts';
import { configurationExamples } from './examples.ts';

/** The sentences of a new file. */
export interface CommentedFileTexts {
  /** Lines at the top. */
  readonly header: readonly string[];
  readonly keys: Readonly<Record<ConfigurationKey, string>>;
}

/** Fits an editor next to a side bar. */
const maxLineColumns = 88;

/**
 * Returns the text of a new `config.yaml`: every key with what it means and an example. All lines are comments, so that
 * nothing in it is in use. A description begins with `# `; an example begins with `#` and is in use without it.
 */
export function commentedFile({ header, keys }: CommentedFileTexts): string {
  const lines = header.map((line) => `# ${line}`);
  for (const key of configurationKeys) {
    const names = key.split('.');
    const depth = names.length - 1;
    const isItem = names[0] === 'accounts' && depth > 0;
    const isFirstOfItem = key === 'accounts.id';
    const indent = '  '.repeat(isItem ? depth + 1 : depth);
    if (depth === 0) lines.push('');
    const mark = depth === 0 ? '# ' : `#${indent}# `;
    for (const line of wrapped(keys[key], maxLineColumns - mark.length)) lines.push(mark + line);
    const dashed = isFirstOfItem ? `${indent.slice(2)}- ` : indent;
    const example = configurationExamples[key];
    lines.push(`#${dashed}${names.at(-1)}:${example === '' ? '' : ` ${example}`}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Returns the lines of a text, divided at spaces; a text without spaces stays one line. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Returns whether a key holds other keys. */
export function holdsKeys(path: readonly string[]): boolean {
  const schema = schemaAt(path);
  return schema?.properties !== undefined || schema?.items?.properties !== undefined;
}
