import { type Hover, MarkupKind } from 'vscode-languageserver';
import { printable } from '../base/printable.ts';
import type { Locale, Text } from '../base/text.ts';
import { rangeOf, ticketFacts } from './diagnostics.ts';
import { editorTexts, severityTexts } from './editor-texts.ts';
import type { Mark } from './session-templates.ts';

/** Facts of the findings on a logical resource, where the pointer rests on its key. */
export function hoverAt(
  marks: readonly Mark[],
  line: number,
  character: number,
  locale: Locale,
): Hover | null {
  const here = marks.filter(
    ({ place }) => place.line === line && character >= place.column && character <= place.endColumn,
  );
  const first = here[0];
  if (!first) return null;
  return {
    range: rangeOf(first),
    contents: {
      kind: MarkupKind.Markdown,
      value: here.map((mark) => section(mark, locale)).join('\n\n---\n\n'),
    },
  };
}

function section({ view, candidate }: Mark, locale: Locale): string {
  const rows: [Text, string][] = [
    [editorTexts.severity, severityTexts[view.severity][locale]],
    [editorTexts.rule, view.ruleIdentifier ? `${view.ruleIdentifier} (${view.rule})` : view.rule],
    [editorTexts.resource, view.resource.name ?? view.resource.id],
    [editorTexts.account, `${view.account} · ${view.region}`],
    [editorTexts.ticket, ticketFacts(view, locale)],
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
