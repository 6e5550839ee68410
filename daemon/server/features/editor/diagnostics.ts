import { pathToFileURL } from 'node:url';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  PublishDiagnosticsNotification,
  type Range,
} from 'vscode-languageserver';
import { type FindingView, stateOfFinding } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import { printable } from '../../../base/printable.ts';
import type { Locale } from '../../../base/text.ts';
import type { FailedFile, UnusableLine } from '../../../workspace/read/failed-file.ts';
import type { Notify } from '../../listen/connection.ts';
import { sayNote, textsOf } from '../../texts/say.ts';
import { wholeLine } from './extents.ts';
import type { Mark } from './marks.ts';

/**
 * Publishes each file's findings, and the errors in its lines about stacks. Sends a file to the editor only if something
 * differs.
 */
export function createDiagnostics(notify: Notify) {
  let published = new Map<string, string>();
  return {
    /** Returns whether anything differs. */
    publish(
      marks: ReadonlyMap<string, readonly Mark[]>,
      failed: readonly FailedFile[],
      locale: Locale,
    ): boolean {
      let differs = false;
      const sendNews = (file: string, diagnostics: Diagnostic[]) => {
        differs = true;
        send(file, diagnostics);
      };
      const next = new Map<string, string>();
      const lines = Map.groupBy(
        failed.filter((each) => each.kind === 'line'),
        ({ path }) => path,
      );
      for (const file of new Set([...marks.keys(), ...lines.keys()])) {
        const diagnostics = [
          ...(marks.get(file) ?? []).map((mark) => diagnosticOf(mark, locale)),
          ...(lines.get(file) ?? []).map((line) => problemOf(line, locale)),
        ];
        const text = JSON.stringify(diagnostics);
        next.set(file, text);
        if (published.get(file) !== text) sendNews(file, diagnostics);
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

function diagnosticOf(mark: Mark, locale: Locale): Diagnostic {
  const { view, candidate } = mark;
  const facts = [ticketFacts(view, locale)];
  if (candidate) facts.push(textsOf(locale).editor.candidate);
  const related = relatedOf(mark, locale);
  return {
    range: rangeOf({ place: mark.cause ?? mark.place }),
    severity: candidate ? DiagnosticSeverity.Information : severityOf(view),
    source: 'Guardrail',
    code: view.ruleIdentifier ?? view.rule,
    message: messageOf(mark, facts),
    data: { finding: view.key, logicalId: mark.place.logicalId },
    ...(related.length > 0 && { relatedInformation: related }),
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
  const at = (where: TemplatePlace, message: string) => ({
    location: { uri: pathToFileURL(where.file).href, range: rangeOf({ place: where }) },
    message: printable(message),
  });
  return [
    ...others.map((other) => at(other.place, other.words)),
    ...(cause && cause.logicalId !== place.logicalId
      ? [at(place, textsOf(locale).editor.declares(place.logicalId))]
      : []),
  ];
}

/** Returns the ticket on one line; without a ticket, whether that is certain. */
export function ticketFacts({ ticket, ticketUnknown }: FindingView, locale: Locale): string {
  if (!ticket) return textsOf(locale).editor[ticketUnknown ? 'ticketUnknown' : 'noTicket'];
  const due = ticket.due === undefined ? [] : [textsOf(locale).editor.due(ticket.due)];
  return [
    textsOf(locale).editor.ticketName(ticket),
    ticket.status,
    ...(ticket.priority === undefined ? [] : [ticket.priority]),
    ...due,
  ].join(' · ');
}

export function rangeOf({ place }: Pick<Mark, 'place'>): Range {
  return {
    start: { line: place.line, character: place.column },
    end: { line: place.line, character: place.endColumn },
  };
}

/** Returns the severity of a finding's diagnostic: only information once it is reviewed. */
function severityOf(finding: FindingView): DiagnosticSeverity {
  if (['review', 'done'].includes(stateOfFinding(finding))) return DiagnosticSeverity.Information;
  switch (finding.severity) {
    case 'critical':
      return DiagnosticSeverity.Error;
    case 'low':
      return DiagnosticSeverity.Information;
    default:
      return DiagnosticSeverity.Warning;
  }
}
