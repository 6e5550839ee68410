import { l10n } from 'vscode';
import {
  type ExplanationView,
  type FindingDetailsView,
  readExplanation,
  readFindingDetails,
} from '#protocol/finding-details.ts';
import type { FindingView } from '#protocol/findings.ts';
import { joinSentences } from '#protocol/sentences.ts';
import { readTicketDetails, type TicketDetailsView } from '#protocol/ticket-details.ts';
import type { FindingSections, TimelineSection } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { excerptOf } from './excerpt.ts';
import { explanationOf } from './explanation.ts';
import { type Answer, PageAnswer } from './page-answer.ts';
import { sourcesSectionOf } from './sources.ts';
import type { TemplateTexts } from './template-texts.ts';
import { ticketTextOf } from './ticket-text.ts';
import { timelineItems } from './timeline.ts';

export interface PageSectionsInput {
  readonly connection: DaemonConnection;
  readonly model: Pick<Model, 'connection' | 'status'>;
  readonly templates: Pick<TemplateTexts, 'linesOf'>;
  /** Draws the page again. */
  onChanged(): void;
}

const nothing = { isAwaited: false } as const;

/** The sections of one page that need more than the list of findings has: what the store and Jira know is requested for them. */
export class PageSections {
  private readonly input: PageSectionsInput;
  private readonly details: PageAnswer<FindingDetailsView>;
  private readonly ticket: PageAnswer<TicketDetailsView>;
  private readonly explanation: PageAnswer<ExplanationView>;

  constructor(input: PageSectionsInput) {
    this.input = input;
    const { onChanged } = input;
    this.details = new PageAnswer({
      onChanged,
      lateSentence: () =>
        l10n.t('The Guardrail daemon does not answer in time. Run "Guardrail: Refresh" to try again.'),
    });
    this.explanation = new PageAnswer({
      ...{ onChanged, timeoutMs: 25_000 },
      lateSentence: () => l10n.t('AWS does not answer in time.'),
    });
    this.ticket = new PageAnswer({
      onChanged,
      lateSentence: () => l10n.t('Jira does not answer in time. Run "Guardrail: Refresh" to try again.'),
    });
  }

  /** @param now Ages are relative to it. */
  of(finding: FindingView, now = new Date()): FindingSections {
    const { account, ticket } = finding;
    const details = this.detailsOf(finding);
    const ofTicket = this.ticketOf(finding);
    const { accountName, team, rulePage } = details.value ?? {};
    const excerpt = excerptOf(finding.link, (file) => this.input.templates.linesOf(file));
    const consoleHost = hostOf(finding.consoleUrl);
    return {
      account: accountName === undefined ? account : `${accountName} (${account})`,
      ...(team !== undefined && { team }),
      timeline: timelineOf(details, ofTicket, ticket !== undefined, now),
      ...(details.value && { sources: sourcesSectionOf(details.value, now) }),
      ...(excerpt && { excerpt }),
      ...(finding.source === 'config' && { explanation: explanationOf(this.explained(finding)) }),
      ...(ticket && { ticketText: ticketTextOf(ofTicket, now) }),
      ...(rulePage !== undefined && { rulePage }),
      ...(consoleHost !== undefined && { consoleHost }),
    };
  }

  /** Returns the address of AWS's page about the finding's rule, if the daemon has answered. @param key The finding's key. */
  rulePageOf(key: string): string | undefined {
    return this.details.last(key).value?.rulePage;
  }

  /** Asks AWS again what it says of the finding. */
  explainAgain(): void {
    this.explanation.retry();
  }

  /** Asked once when the page opens: AWS's words about a rule and a resource seldom change. */
  private explained({ key }: FindingView): Answer<ExplanationView> {
    const { connection, model } = this.input;
    if (model.connection !== 'connected') return this.explanation.last(key);
    return this.explanation.of(key, 'opened', (token) =>
      connection.require().request(readExplanation, { finding: key }, token),
    );
  }

  private detailsOf(finding: FindingView): Answer<FindingDetailsView> {
    const { connection, model } = this.input;
    if (model.connection !== 'connected') return this.details.last(finding.key);
    const version = JSON.stringify([finding, model.status?.lastSync]);
    return this.details.of(finding.key, version, (token) =>
      connection.require().request(readFindingDetails, { finding: finding.key }, token),
    );
  }

  private ticketOf({ ticket }: FindingView): Answer<TicketDetailsView> {
    const { connection, model } = this.input;
    if (!ticket) return nothing;
    if (model.connection !== 'connected') return this.ticket.last(ticket.url);
    // A comment changes nothing that the list shows: the ticket is read again after each sync run.
    const version = JSON.stringify([ticket, model.status?.ticketsRead]);
    return this.ticket.of(ticket.url, version, (token) =>
      connection.require().request(readTicketDetails, { ticket: ticket.key }, token),
    );
  }
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).hostname : undefined;
}

function timelineOf(
  details: Answer<FindingDetailsView>,
  ticket: Answer<TicketDetailsView>,
  hasTicket: boolean,
  now: Date,
): TimelineSection {
  const notes = [
    details.problem,
    hasTicket && ticket.isAwaited && !ticket.value && l10n.t('Reading the ticket from Jira …'),
    ticket.problem !== undefined &&
      l10n.t('What people did on the ticket was not read from Jira: {0}', ticket.problem),
  ].filter((text) => typeof text === 'string');
  return {
    title: l10n.t('What Happened'),
    items: timelineItems(details.value?.events ?? [], ticket.value?.acts, now),
    ...(notes.length > 0 && { note: joinSentences(notes) }),
  };
}
