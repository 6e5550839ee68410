import { commands, env, l10n } from 'vscode';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
import type { ReviewCase } from '#protocol/given-review.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import type { FindingContract, FromPage, PendingChoice } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import type { PageContent, PageView } from '../../pages/page-kind.ts';
import type { ReviewCases } from '../../tickets/decisions/review-cases.ts';
import { draftName, sendDecision } from '../../tickets/decisions/send-decision.ts';
import type { SentBackAnswers } from '../../tickets/decisions/sent-back.ts';
import type { TextDrafts } from '../../tickets/decisions/text-drafts.ts';
import { undoCommand } from '../../tickets/review/action-result.ts';
import type { ReviewDrafts } from '../../tickets/review/drafts.ts';
import type { FieldDrafts } from '../../tickets/review/fields/field-drafts.ts';
import type { KnownTeams } from '../../tickets/review/known-teams.ts';
import { mayWrite } from '../../tickets/review/may-write.ts';
import { resolveCommand } from '../../tickets/review/resolve.ts';
import { ticketNow, ticketOf } from '../../tickets/review/reviewable.ts';
import { todayOf } from '../../tools/dates.ts';
import { showError } from '../../tools/show-error.ts';
import { placeLabel } from '../labels.ts';
import { placesOf } from '../template-places.ts';
import { answerSectionOf } from './answer-section.ts';
import { copyFact } from './copy-fact.ts';
import { decisionFormOf } from './decision-form.ts';
import { DecisionResult } from './decision-result.ts';
import { absentNotice, noticeOf } from './notices.ts';
import { openLine, openRulePage } from './open-from-page.ts';
import { PageAnswer } from './page-answer.ts';
import { pendingSectionOf } from './pending-section.ts';
import { ReviewPart } from './review-part.ts';
import { PageSections } from './sections.ts';
import { stateLineFor } from './state-line.ts';
import type { TemplateTexts } from './template-texts.ts';
import { pageTexts } from './texts.ts';

export interface FindingContentInput {
  /** The finding's key. */
  readonly key: string;
  /** The finding, if it was just read: the page shows it at once. */
  readonly finding: FindingView | undefined;
  /** The finding's ticket, as a restored page knows it. */
  readonly ticket: string | undefined;
  readonly view: PageView<FindingContract>;
  readonly model: Model;
  readonly connection: DaemonConnection;
  readonly drafts: ReviewDrafts;
  readonly teams: KnownTeams;
  readonly fieldDrafts: FieldDrafts;
  readonly cases: ReviewCases;
  readonly answers: SentBackAnswers;
  readonly decisionDrafts: TextDrafts;
  readonly templates: Pick<TemplateTexts, 'linesOf'>;
}

/** One finding's page. If the finding leaves the list, the page keeps it and says so; its ticket can still be moved. */
export class FindingContent implements PageContent<FindingContract> {
  private readonly input: FindingContentInput;
  /** The finding as the page showed it last. */
  private shown: FindingView | undefined;
  private readonly decisionResult = new DecisionResult();
  private readonly reviewCase: PageAnswer<ReviewCase>;
  private readonly reviewPart: ReviewPart;
  private readonly sections: PageSections;

  constructor(input: FindingContentInput) {
    this.input = input;
    this.shown = input.finding;
    this.sections = new PageSections({ ...input, onChanged: () => this.show() });
    this.reviewCase = new PageAnswer({
      onChanged: () => this.show(),
      lateSentence: () => l10n.t('Jira does not answer in time. Run "Guardrail: Refresh" to try again.'),
    });
    this.reviewPart = new ReviewPart({
      ...input,
      onChanged: () => this.show(),
      key: () => this.ticket,
      ticketNow: () => this.ticketNow(this.shown),
    });
  }

  /** The finding's key. */
  get key(): string {
    return this.input.key;
  }

  /** The key of the ticket that the page's form is about. */
  get ticket(): string | undefined {
    return this.shown?.ticket?.key ?? this.input.ticket;
  }

  /** Returns whether the page has an excerpt of this file. @param file Absolute path. */
  shows(file: string): boolean {
    return this.shown?.link?.place?.file === file;
  }

  show(): void {
    const { key, model } = this.input;
    const known = model.followed.findings.get(key);
    const isKnown = known !== undefined || !model.hasAnswered(key);
    const finding = this.now(known ?? this.shown);
    const ticket = this.ticketNow(finding);
    const review = ticket && this.reviewPart.formOf(ticket);
    const decision = ticket && this.decisionForm(ticket);
    const pending = ticket && pendingSectionOf(ticket);
    const answer = ticket && this.answerSection(ticket);
    if (!finding) {
      const notice = absentNotice(model, key);
      this.input.view.post({
        kind: 'absent',
        finding: key,
        notice,
        texts: pageTexts(),
        ...(review && { review }),
        ...(decision && { decision }),
        ...(pending && { pending }),
        ...(answer && { answer }),
      });
      return;
    }
    this.shown = finding;
    this.input.view.setTitle(finding.title);
    const notice = noticeOf(finding, { known: isKnown, connection: model.connection });
    const lastSeen = model.lastSeenOf(finding);
    this.input.view.post({
      kind: 'show',
      finding,
      state: stateLineFor(finding, todayOf(new Date())),
      places: shownPlaces(finding.link),
      ...this.sections.of(finding),
      texts: pageTexts(finding),
      ...(review && { review }),
      ...(decision && { decision }),
      ...(pending && { pending }),
      ...(answer && { answer }),
      ...(lastSeen !== undefined && { lastSeen }),
      ...(notice !== undefined && { notice }),
    });
  }

  async handle(message: Exclude<FromPage, { kind: 'ready' }>): Promise<unknown> {
    const { key } = this.input;
    switch (message.kind) {
      case 'goToTemplate':
        return commands.executeCommand('guardrail.finding.goToTemplate', key);
      case 'openConsole':
        return commands.executeCommand('guardrail.finding.openConsole', key);
      case 'chooseLink':
        return commands.executeCommand(clientCommands.chooseLink, key);
      case 'readExplanation':
        return this.sections.explainAgain();
      case 'openRulePage':
        return openRulePage(this.sections.rulePageOf(key));
      case 'openLine':
        return openLine(this.shown?.link, message.line);
      case 'copy':
        return copyFact(message.what, this.shown);
      case 'openTicket':
        return commands.executeCommand('guardrail.ticket.open', { ticket: this.shown?.ticket ?? {} });
      case 'copyReason':
        await env.clipboard.writeText(message.reason);
        return this.input.view.post({ kind: 'copied' });
      case 'decisionDraft':
        return this.writeDecisionDraft(message.reason);
      case 'decide':
        return this.input.view.post({ kind: 'decided', ok: await this.decide(message) });
      case 'resolve':
        await this.resolve(message.choice);
        return this.input.view.post({ kind: 'resolved' });
      default:
        return this.reviewPart.handle(message);
    }
  }

  private writeDecisionDraft(reason: string): void {
    const { ticket } = this;
    if (ticket !== undefined) this.input.decisionDrafts.write(draftName('send-back', ticket), reason);
  }

  /** Returns the answer that sent the ticket back. It is requested once for each sync run, and the page is shown again when it arrives. */
  private answerSection(ticket: ReviewedTicket) {
    const { answers } = this.input;
    void answers.ask(ticket);
    return answerSectionOf(answers.of(ticket), new Date());
  }

  /** Returns the form of a decision. Requests the developer's review once for each state of the ticket, sync run and connection. */
  private decisionForm(ticket: ReviewedTicket) {
    const { cases, decisionDrafts, model } = this.input;
    const { key, url, status, state } = ticket;
    const said = this.decisionResult.of(ticket);
    if (state !== 'review') {
      // The next turn in review has another one.
      this.reviewCase.forget();
      return decisionFormOf(ticket, { decisionDrafts, said });
    }
    const { value, problem } = this.reviewCase.of(
      JSON.stringify([key, url, status]),
      JSON.stringify([cases.stateOf(ticket), model.connection]),
      () => cases.read(ticket),
    );
    const known = cases.known(ticket);
    return decisionFormOf(ticket, {
      ...{ decisionDrafts, said, reviewCase: known ?? value },
      problem: known ? undefined : problem,
    });
  }

  /** Resolves to whether the decision was sent. If it was not, shows the user why. */
  private async decide({ decision, reason }: Extract<FromPage, { kind: 'decide' }>): Promise<boolean> {
    const { connection, decisionDrafts, fieldDrafts } = this.input;
    const ticket = this.ticketNow(this.shown);
    if (!ticket) {
      void showError(new Error(l10n.t('This ticket is no longer in the list. Run "Guardrail: Refresh".')));
      return false;
    }
    if (!mayWrite()) return false;
    const decided = await sendDecision(
      { connection, drafts: decisionDrafts, fieldDrafts },
      ticket,
      decision,
      reason,
    );
    if (!decided) return false;
    decisionDrafts.write(draftName('send-back', ticket.key), '');
    this.decisionResult.set({ said: decided.said, before: ticket.status, after: decided.status });
    this.show();
    return true;
  }

  /** Resolves when the choice was carried out, refused or left. The commands show the result. */
  private async resolve(choice: PendingChoice): Promise<void> {
    const ticket = this.ticketNow(this.shown);
    if (!ticket) return;
    const { key, undo, pending } = ticket;
    if (choice === 'undo')
      await commands.executeCommand(undoCommand, { ticket: { key }, ...(undo && { action: undo.action }) });
    else if (pending?.state === 'conflict')
      await commands.executeCommand(resolveCommand, { ticket: { key }, resolution: choice });
    else await commands.executeCommand('guardrail.review.withdraw', { ticket: { key } });
  }

  /** Returns the ticket from the list of tickets, which is newer than the page of a finding that has left the list. */
  private now(finding: FindingView | undefined): FindingView | undefined {
    return finding?.ticket
      ? { ...finding, ticket: ticketNow(finding.ticket, this.input.model.followed) }
      : finding;
  }

  private ticketNow(finding: FindingView | undefined): ReviewedTicket | undefined {
    const { model } = this.input;
    if (finding?.ticket) return ticketNow(finding.ticket, model.followed);
    return this.ticket === undefined ? undefined : ticketOf(this.ticket, model.followed);
  }
}

function shownPlaces(link: FindingView['link']): string[] {
  const places = placesOf(link).map((place) => `${placeLabel(place)} ${place.logicalId}`);
  return link?.source ? [...places, `${placeLabel(link.source)} (${l10n.t('Source Code')})`] : places;
}
