import { type Hover, MarkupKind } from 'vscode-languageserver';
import { clientCommands } from '#protocol/client-commands.ts';
import { type FindingView, isReviewable } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { rulePage } from '../../../domain/rules/rule-page.ts';
import { textsOf } from '../../texts/say.ts';
import { placeOfDiagnostic, rangeOf, ticketFacts } from './diagnostics.ts';
import type { Mark } from './marks.ts';

/** An editor cuts a longer text off, perhaps within a link. */
const maxSections = 20;
/** The findings after them that a link offers: their keys are in its address. */
const maxLinkedKeys = 50;

/**
 * Returns the facts of the findings, and their actions, if the pointer is on the key of their resource or of their cause;
 * else `null`. The editor shows a diagnostic in the same hover: its text is not repeated.
 * @param isDiagnosed Whether the editor shows the diagnostics of this file.
 */
export function hoverAt(
  marks: readonly Mark[],
  { line, character, isDiagnosed }: { line: number; character: number; isDiagnosed: boolean },
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
  const sections = here.slice(0, maxSections).map(({ mark }) => {
    const isShown = isDiagnosed && holds(placeOfDiagnostic(mark));
    return section(mark, { isShown, isTitled: !isShown || here.length > 1 }, locale);
  });
  return {
    range: rangeOf(first),
    contents: {
      kind: MarkupKind.Markdown,
      value: [...sections, ...restOf(here.slice(maxSections), locale)].join('\n\n---\n\n'),
    },
  };
}

/** Returns how many findings have no section, with a link to a list of them; nothing if none is left out. */
function restOf(left: readonly { readonly mark: Mark }[], locale: Locale): string[] {
  if (left.length === 0) return [];
  const texts = textsOf(locale).editor;
  const keys = left.slice(0, maxLinkedKeys).map(({ mark }) => mark.view.key);
  const choose = `[${escapeMarkdown(texts.chooseFinding)}](command:${clientCommands.openFinding}?${encoded([keys])})`;
  const all = keys.length < left.length ? ` ${escapeMarkdown(texts.firstOfThem(keys.length))}` : '';
  return [`${escapeMarkdown(texts.moreFindings(left.length))} ${choose}${all}`];
}

/** @param shown `isShown`: the finding's diagnostic is in the same hover. `isTitled`: the section begins with the title. */
function section(
  mark: Mark,
  { isShown, isTitled }: { readonly isShown: boolean; readonly isTitled: boolean },
  locale: Locale,
): string {
  const { view, candidate } = mark;
  const cause = candidate ? undefined : view.link?.cause;
  const texts = textsOf(locale).editor;
  const { others = [] } = cause ?? {};
  const left: [string, string][] = [
    [texts.ticket, ticketFacts(view, locale)],
    ...(cause ? ([[texts.cause, cause.words]] as [string, string][]) : []),
    ...others.map(({ words }): [string, string] => [texts.otherCause, words]),
  ];
  const rows: [string, string][] = [
    [texts.severity, texts.severities[view.severity]],
    [texts.resource, view.resource.name ?? view.resource.id],
    [texts.account, `${view.account} · ${view.region}`],
    ...(isShown ? [] : left),
    ...(view.link ? ([[texts.evidence, view.link.evidence]] as [string, string][]) : []),
    ...(view.remedy ? ([[texts.remedy, view.remedy]] as [string, string][]) : []),
  ];
  const title = `**${escapeMarkdown(view.title)}**${candidate && !isShown ? ` — ${texts.candidate}` : ''}`;
  const facts = [
    `- ${texts.rule}: ${ruleOf(view, isShown, locale)}`,
    ...rows.map(([name, value]) => `- ${name}: ${escapeMarkdown(value)}`),
  ];
  return [...(isTitled ? [title] : []), actionsOf(mark, locale), facts.join('\n')].join('\n\n');
}

/** Returns the rule's name, which the code of a diagnostic does not have, or both names with a link to AWS's page. */
function ruleOf(view: FindingView, isShown: boolean, locale: Locale): string {
  const { rule, ruleIdentifier } = view;
  if (isShown) return escapeMarkdown(rule);
  const page = rulePage(view, locale);
  const linked = (name: string) =>
    page === undefined ? escapeMarkdown(name) : `[${escapeMarkdown(name)}](${page})`;
  return ruleIdentifier === undefined
    ? linked(rule)
    : `${linked(ruleIdentifier)} ${escapeMarkdown(`(${rule})`)}`;
}

/** Returns links to our own commands. Their only argument is the finding's key, as data; the window trusts no other command. */
function actionsOf({ view, candidate }: Mark, locale: Locale): string {
  const { key, ticket } = view;
  const texts = textsOf(locale).editor;
  const link = (name: string, command: string) =>
    `[${escapeMarkdown(name)}](command:${command}?${encoded([key])})`;
  return [
    ...(ticket && isReviewable(ticket) ? [link(texts.review, clientCommands.reviewFinding)] : []),
    link(texts.showFinding, clientCommands.openFinding),
    ...(ticket?.url ? [link(texts.openTicket(texts.ticketName(ticket)), clientCommands.openTicket)] : []),
    ...(candidate ? [link(texts.chooseResource, clientCommands.chooseLink)] : []),
  ].join(' · ');
}

/**
 * Returns the arguments of a command as a part of an address in which nothing can end a Markdown link. VS Code decodes it
 * twice: a `%` of a key must not become a character that JSON reads.
 */
function encoded(argument: unknown): string {
  return encodeURIComponent(JSON.stringify(argument).replaceAll('%', '\\u0025')).replace(
    /[!'()*~_]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Escapes every character that Markdown or HTML could read as markup. */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(
    /[\\`*_{}[\]()#+\-.!|<>~&:@$]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
