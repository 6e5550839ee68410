import { pathToFileURL } from 'node:url';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  PublishDiagnosticsNotification,
  type Range,
} from 'vscode-languageserver';
import { type FindingView, isReviewed } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import { type SeverityLevel, severityLevels } from '#protocol/severity-level.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import { textHash } from '../../../base/text-hash.ts';
import { rulePage } from '../../../domain/rules/rule-page.ts';
import type { FailedFile, UnusableLine } from '../../../workspace/read/failed-file.ts';
import type { Notify } from '../../listen/connection.ts';
import { sayNote, textsOf } from '../../texts/say.ts';
import { wholeLine } from './extents.ts';
import type { Mark } from './marks.ts';

/** The facts that diagnostics show. */
export interface Published {
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  readonly failed: readonly FailedFile[];
  /** Returns whether the editor shows diagnostics of this file; absent: of each. */
  readonly isShown?: (file: string) => boolean;
  /**
   * Returns whether this file is open; absent: each is. Only there have diagnostics what an editor needs: there are many
   * others, and all of a file are sent if one changes.
   */
  readonly isOpen?: (file: string) => boolean;
}

interface PublishedFile {
  /** Hash of the diagnostics. */
  readonly hash: string;
  readonly marks: readonly Mark[] | undefined;
  readonly lines: readonly UnusableLine[] | undefined;
  readonly isOpen: boolean;
}

/**
 * Publishes each file's findings, and the errors in its lines about stacks. Sends a file to the editor only if something
 * differs.
 */
export function createDiagnostics(notify: Notify) {
  /** A hash of the diagnostics of each file, and the marks and lines that they are made of. */
  let published = new Map<string, PublishedFile>();
  return {
    /** Returns whether anything differs. */
    publish(
      { marks, failed, isShown = () => true, isOpen = () => true }: Published,
      locale: Locale,
    ): boolean {
      let differs = false;
      const sendNews = (file: string, diagnostics: Diagnostic[]) => {
        differs = true;
        send(file, diagnostics);
      };
      const next = new Map<string, PublishedFile>();
      const lines = Map.groupBy(
        failed.filter((each) => each.kind === 'line'),
        ({ path }) => path,
      );
      for (const file of new Set([...marks.keys(), ...lines.keys()])) {
        if (!isShown(file)) continue;
        const known = published.get(file);
        const made = { marks: marks.get(file), lines: lines.get(file), isOpen: isOpen(file) };
        const isSame = known?.marks === made.marks && known?.isOpen === made.isOpen;
        if (known && isSame && !known.lines && !made.lines) {
          next.set(file, known);
          continue;
        }
        const diagnostics = [
          ...(made.marks ?? []).map((mark) => diagnosticOf(mark, made.isOpen, locale)),
          ...(made.lines ?? []).map((line) => problemOf(line, locale)),
        ];
        const hash = textHash(JSON.stringify(diagnostics));
        next.set(file, { ...made, hash });
        if (known?.hash !== hash) sendNews(file, diagnostics);
      }
      for (const file of published.keys()) if (!next.has(file)) sendNews(file, []);
      published = next;
      return differs;
    },
  };

  function send(file: string, diagnostics: Diagnostic[]): void {
    notify(PublishDiagnosticsNotification.method, { uri: pathToFileURL(file).href, diagnostics });
  }
}

function diagnosticOf(mark: Mark, isOpen: boolean, locale: Locale): Diagnostic {
  const { view, candidate } = mark;
  const facts = [ticketLine(view, locale)];
  if (candidate) facts.push(textsOf(locale).editor.candidate);
  const more = [...relatedOf(mark, locale), ...(isOpen ? detailsOf(mark, locale) : [])];
  const page = rulePage(view, locale);
  return {
    range: rangeOf({ place: placeOfDiagnostic(mark) }),
    severity: severityOf(mark),
    source: 'Guardrail',
    code: view.ruleIdentifier ?? view.rule,
    ...(page !== undefined && isOpen && { codeDescription: { href: page } }),
    message: messageOf(mark, facts),
    ...(isOpen && { data: { finding: view.key, logicalId: mark.place.logicalId } }),
    ...(more.length > 0 && { relatedInformation: more }),
  };
}

function problemOf({ line, error }: UnusableLine, locale: Locale): Diagnostic {
  return {
    range: wholeLine(line),
    severity: DiagnosticSeverity.Error,
    source: 'Guardrail',
    message: printable(sayNote(error, locale)),
  };
}

/** Returns a first line with what fails, for lists of problems, and a second line with the cause in this template. */
function messageOf({ view, candidate }: Mark, facts: readonly string[]): string {
  const what = printable(`${view.title} (${facts.join(' · ')})`);
  const why = candidate ? undefined : view.link?.cause?.words;
  return why === undefined ? what : `${what}\n${printable(why)}`;
}

/** Returns other possible causes, and the resource itself if the diagnostic is at another one. */
function relatedOf({ place, cause, others = [] }: Mark, locale: Locale): DiagnosticRelatedInformation[] {
  return [
    ...others.map((other) => related(other.place, other.words)),
    ...(cause && cause.logicalId !== place.logicalId
      ? [related(place, textsOf(locale).editor.declares(place.logicalId))]
      : []),
  ];
}

/** Returns the stack, and what the message leaves out of the ticket. */
function detailsOf({ view, place, candidate }: Mark, locale: Locale): DiagnosticRelatedInformation[] {
  const texts = textsOf(locale).editor;
  const { ticket, link, account, region } = view;
  const more = ticket ? [ticket.priority, ticket.assignee].filter((fact) => fact !== undefined) : [];
  return [
    ...(link?.stack === undefined || candidate
      ? []
      : [related(place, texts.stack(link.stack, account, region))]),
    ...(ticket && more.length > 0 ? [related(place, texts.ticketLine(texts.ticketName(ticket), more))] : []),
  ];
}

function related(place: TemplatePlace, message: string): DiagnosticRelatedInformation {
  const location = { uri: pathToFileURL(place.file).href, range: rangeOf({ place }) };
  return { location, message: printable(message) };
}

/** Returns the ticket on one line; without a ticket, whether that is certain. */
export function ticketFacts(view: FindingView, locale: Locale): string {
  const { priority, assignee } = view.ticket ?? {};
  return ticketLine(view, locale, priority, assignee);
}

/** @param priority Absent, like `assignee`, if it is shown elsewhere. */
function ticketLine(
  { ticket, ticketUnknown }: FindingView,
  locale: Locale,
  priority?: string,
  assignee?: string,
): string {
  const texts = textsOf(locale).editor;
  if (!ticket) return texts[ticketUnknown ? 'ticketUnknown' : 'noTicket'];
  const due = ticket.due === undefined ? undefined : texts.due(ticket.due);
  const facts = [texts.ticketName(ticket), ticket.status, priority, due, assignee];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

/** Returns where the diagnostic of a finding is: its cause or, if that has no place, its resource. */
export function placeOfDiagnostic({ cause, place }: Mark): TemplatePlace {
  return cause ?? place;
}

export function rangeOf({ place }: Pick<Mark, 'place'>): Range {
  return {
    start: { line: place.line, character: place.column },
    end: { line: place.line, character: place.endColumn },
  };
}

const severities: Readonly<Record<SeverityLevel, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Returns the level of the finding's severity; only a hint once it is reviewed, and information if the resource is uncertain. */
function severityOf({ view, candidate }: Mark): DiagnosticSeverity {
  if (isReviewed(view)) return DiagnosticSeverity.Hint;
  return candidate ? DiagnosticSeverity.Information : severities[severityLevels[view.severity]];
}
