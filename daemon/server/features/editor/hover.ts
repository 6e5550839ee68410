import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { TemplatePlace } from '#protocol/links.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale, Text } from '../../../base/text.ts';
import { editorTexts, severityTexts } from '../../texts/editor-texts.ts';
import { rangeOf, ticketFacts } from './diagnostics.ts';
import type { Mark } from './marks.ts';

/** Facts of the findings, where the pointer rests on the key of their resource or of what causes them. */
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
  const rows: [Text, string][] = [
    [editorTexts.severity, severityTexts[view.severity][locale]],
    [editorTexts.rule, view.ruleIdentifier ? `${view.ruleIdentifier} (${view.rule})` : view.rule],
    [editorTexts.resource, view.resource.name ?? view.resource.id],
    [editorTexts.account, `${view.account} · ${view.region}`],
    [editorTexts.ticket, ticketFacts(view, locale)],
    ...(cause ? ([[editorTexts.cause, cause.words]] as [Text, string][]) : []),
    ...others.map(({ words }): [Text, string] => [editorTexts.otherCause, words]),
    ...(view.link ? ([[editorTexts.evidence, view.link.evidence]] as [Text, string][]) : []),
    ...(view.remedy ? ([[editorTexts.remedy, view.remedy]] as [Text, string][]) : []),
  ];
  const title = `**${escapeMarkdown(view.title)}**${candidate ? ` — ${editorTexts.candidate[locale]}` : ''}`;
  return [title, ...rows.map(([name, value]) => `- ${name[locale]}: ${escapeMarkdown(value)}`)].join('\n');
}

/** Every character that Markdown or HTML could read as more than itself. */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(
    /[\\`*_{}[\]()#+\-.!|<>~&:@$]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
