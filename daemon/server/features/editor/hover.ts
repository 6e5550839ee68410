import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { TemplatePlace } from '#protocol/links.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { textsOf } from '../../texts/say.ts';
import { rangeOf, ticketFacts } from './diagnostics.ts';
import type { Mark } from './marks.ts';

/** Returns the facts of the findings if the pointer is on the key of their resource or of their cause; else `null`. */
export function hoverAt(
  marks: readonly Mark[],
  line: number,
  character: number,
  locale: Locale,
): Hover | null {
  // In source code only the start is known: the rest of the line counts.
  const endOf = ({ column, endColumn }: TemplatePlace) => (endColumn > column ? endColumn : Infinity);
  const holds = (place: TemplatePlace) =>
    place.line === line && character >= place.column && character <= endOf(place);
  const here = marks.flatMap((mark) => {
    const place = [mark.place, mark.cause].find((where) => where && holds(where));
    return place ? [{ mark, place }] : [];
  });
  const first = here[0];
  if (!first) return null;
  return {
    range: rangeOf(first),
    contents: {
      kind: MarkupKind.Markdown,
      value: here.map(({ mark }) => section(mark, locale)).join('\n\n---\n\n'),
    },
  };
}

function section({ view, candidate }: Mark, locale: Locale): string {
  const cause = candidate ? undefined : view.link?.cause;
  const { others = [] } = cause ?? {};
  const texts = textsOf(locale).editor;
  const rows: [string, string][] = [
    [texts.severity, texts.severities[view.severity]],
    [texts.rule, view.ruleIdentifier ? `${view.ruleIdentifier} (${view.rule})` : view.rule],
    [texts.resource, view.resource.name ?? view.resource.id],
    [texts.account, `${view.account} · ${view.region}`],
    [texts.ticket, ticketFacts(view, locale)],
    ...(cause ? ([[texts.cause, cause.words]] as [string, string][]) : []),
    ...others.map(({ words }): [string, string] => [texts.otherCause, words]),
    ...(view.link ? ([[texts.evidence, view.link.evidence]] as [string, string][]) : []),
    ...(view.remedy ? ([[texts.remedy, view.remedy]] as [string, string][]) : []),
  ];
  const title = `**${escapeMarkdown(view.title)}**${candidate ? ` — ${texts.candidate}` : ''}`;
  return [title, ...rows.map(([name, value]) => `- ${name}: ${escapeMarkdown(value)}`)].join('\n');
}

/** Escapes every character that Markdown or HTML could read as markup. */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(
    /[\\`*_{}[\]()#+\-.!|<>~&:@$]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
