import { pathToFileURL } from 'node:url';
import type { FoundResource } from '#protocol/editor.ts';
import type { Locale } from '../../../base/text.ts';
import type { Mark } from './marks.ts';
import { markedResourcesOf } from './resource-marks.ts';

/** A position in a file; `file` is absent outside of files. */
export interface Where {
  readonly file: string | undefined;
  readonly line: number;
}

/**
 * Returns the next or previous resource with findings: in this file, then in the others in the order of their paths, and
 * then from the other end. Returns `undefined` if no file has findings.
 */
export function nextResource(
  marks: ReadonlyMap<string, readonly Mark[]>,
  { file, line }: Where,
  direction: 'next' | 'previous',
  locale: Locale,
): FoundResource | undefined {
  const files = [...marks.keys()].sort();
  const linesOf = (name: string) =>
    [...new Set((marks.get(name) ?? []).map(({ place }) => place.line))].sort((a, b) => a - b);
  const all = files.flatMap((name) => linesOf(name).map((at) => ({ file: name, line: at })));
  if (all.length === 0) return undefined;
  const here = file ?? '';
  const isAfter = (other: { file: string; line: number }) =>
    other.file > here || (other.file === here && other.line > line);
  const isBefore = (other: { file: string; line: number }) =>
    other.file < here || (other.file === here && other.line < line);
  const index = direction === 'next' ? all.findIndex(isAfter) : all.findLastIndex(isBefore);
  const position = index >= 0 ? index : direction === 'next' ? 0 : all.length - 1;
  const found = all[position];
  const resource =
    found &&
    markedResourcesOf(marks.get(found.file) ?? [], locale).find(
      ({ range }) => range.start.line === found.line,
    );
  if (!found || !resource) return undefined;
  const uri = pathToFileURL(found.file).href;
  return { ...resource, uri, position: position + 1, total: all.length };
}
