import { l10n } from 'vscode';
import type { Link } from '#protocol/links.ts';
import type { Excerpt, ExcerptLine } from '../../../webview/finding/protocol.ts';
import { placeLabel } from '../labels.ts';

/** Lines around the resource's key, and around a cause. */
const around = { resource: { before: 1, after: 3 }, cause: { before: 2, after: 2 } };
const maxCauses = 4;
/** A longer line is cut off. */
const maxLineCharacters = 300;
const tabSpaces = '  ';

/**
 * Returns the part of the template that declares the resource, with the causes marked; `undefined` without a place, or if its
 * lines are not known.
 */
export function excerptOf(
  link: Link | undefined,
  linesOf: (file: string) => readonly string[] | undefined,
): Excerpt | undefined {
  const { place, cause } = link ?? {};
  if (!place) return undefined;
  const lines = linesOf(place.file);
  if (!lines || lines[place.line] === undefined) return undefined;
  const causes = [cause?.place, ...(cause?.others ?? []).map((other) => other.place)]
    .filter((each) => each?.file === place.file && lines[each.line] !== undefined)
    .map((each) => each?.line ?? 0)
    .slice(0, maxCauses);
  // A cause on the resource's own key is the resource as a whole.
  const marked = new Set(causes.filter((line) => line !== place.line));
  const shown = new Set<number>();
  const add = (line: number, { before, after }: { before: number; after: number }) => {
    for (let each = Math.max(0, line - before); each <= Math.min(lines.length - 1, line + after); each++)
      shown.add(each);
  };
  add(place.line, around.resource);
  for (const line of marked) add(line, around.cause);
  const numbers = [...shown].sort((one, other) => one - other);
  return {
    title: l10n.t('Excerpt of {0}', placeLabel(place)),
    lines: numbers.map(
      (line, index): ExcerptLine => ({
        line,
        text: shownText(lines[line] ?? ''),
        ...(line === place.line && { mark: 'resource' as const }),
        ...(marked.has(line) && { mark: 'cause' as const }),
        ...(index > 0 && numbers[index - 1] !== line - 1 && { isAfterGap: true as const }),
      }),
    ),
    openers: [
      { line: place.line, label: l10n.t('Open {0} in line {1}', place.logicalId, place.line + 1) },
      ...[...marked].map((line) => ({ line, label: l10n.t('Open the cause in line {0}', line + 1) })),
    ],
  };
}

function shownText(line: string): string {
  const text = line.replaceAll('\t', tabSpaces);
  return text.length > maxLineCharacters ? `${text.slice(0, maxLineCharacters)} …` : text;
}
