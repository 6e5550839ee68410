import { commands, env, l10n, ThemeIcon, type Uri, type WebviewPanel } from 'vscode';
import { clientCommands } from '#protocol/client-commands.ts';
import type { FindingView } from '#protocol/findings.ts';
import { type FromPage, readFromPage, type ToPage } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { htmlOf } from '../../pages/html.ts';
import type { ReviewDrafts } from '../../tickets/review/drafts.ts';
import { mayReview, mayWrite } from '../../tickets/review/move-to-review.ts';
import { type ReviewedTicket, ticketNow, ticketOf } from '../../tickets/review/reviewable.ts';
import { sendReview } from '../../tickets/review/send.ts';
import { showError } from '../../tools/show-error.ts';
import { shownPlace } from '../labels.ts';
import { placesOf } from '../template-places.ts';
import { absentNotice, noticeOf } from './notices.ts';
import { reviewFormOf } from './review-form.ts';
import { pageTexts } from './texts.ts';

export interface PanelInput {
  /** The finding's. */
  readonly key: string;
  /** The finding's ticket, as a restored page knows it. */
  readonly ticket: string | undefined;
  readonly scripts: Uri;
  readonly model: Model;
  readonly connection: DaemonConnection;
  readonly drafts: ReviewDrafts;
}

/** One finding's page. A finding that leaves the list stays on it, which says so; its ticket can still be moved. */
export class FindingPanel {
  private readonly panel: WebviewPanel;
  private readonly input: PanelInput;
  /** What the page showed last. */
  private shown: FindingView | undefined;

  constructor(panel: WebviewPanel, input: PanelInput) {
    this.panel = panel;
    this.input = input;
    panel.iconPath = new ThemeIcon('shield');
    panel.webview.options = { enableScripts: true, localResourceRoots: [input.scripts] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = readFromPage(message);
      if (parsed) void this.answer(parsed).catch((error) => void showError(error));
    });
    panel.webview.html = htmlOf(panel.webview, input.scripts);
  }

  dispose(): void {
    this.panel.dispose();
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** The key of the ticket that the page's form is about. */
  get ticket(): string | undefined {
    return this.shown?.ticket?.key ?? this.input.ticket;
  }

  /** Sends what is known now; nothing is asked. */
  show(): void {
    const { key, model, drafts } = this.input;
    const known = model.findings.get(key);
    const finding = this.now(known ?? this.shown);
    const ticket = this.ticketNow(finding);
    const review = ticket && reviewFormOf(ticket, drafts.of(ticket.key));
    if (!finding) {
      const notice = absentNotice(model);
      this.post({ kind: 'absent', finding: key, notice, texts: pageTexts(), ...(review && { review }) });
      return;
    }
    this.shown = finding;
    if (this.panel.title !== finding.title) this.panel.title = finding.title;
    const notice = noticeOf(finding, { known: known !== undefined, connected: model.connected === true });
    const lastSeen = model.lastSeenOf(finding);
    this.post({
      kind: 'show',
      finding,
      places: shownPlaces(finding.link),
      texts: pageTexts(finding),
      ...(review && { review }),
      ...(lastSeen !== undefined && { lastSeen }),
      ...(notice !== undefined && { notice }),
    });
  }

  private async answer(message: FromPage): Promise<void> {
    const { key } = this.input;
    switch (message.kind) {
      case 'ready':
        return this.show();
      case 'goToTemplate':
        return commands.executeCommand('guardrail.finding.goToTemplate', key);
      case 'openConsole':
        return commands.executeCommand('guardrail.finding.openConsole', key);
      case 'chooseLink':
        return commands.executeCommand(clientCommands.chooseLink, key);
      case 'openTicket':
        return commands.executeCommand('guardrail.ticket.open', { ticket: this.shown?.ticket ?? {} });
      case 'draft':
        return this.ticket === undefined ? undefined : this.input.drafts.take(this.ticket, message.draft);
      case 'copyReason':
        await env.clipboard.writeText(message.reason);
        return this.post({ kind: 'copied' });
      case 'review':
        return this.post({ kind: 'answered', ok: await this.review(message) });
    }
  }

  /** Says why, if it is not possible. */
  private async review({ outcome, reason }: Extract<FromPage, { kind: 'review' }>): Promise<boolean> {
    const ticket = this.ticketNow(this.shown);
    if (!ticket) {
      void showError(new Error(l10n.t('This ticket is not known here any more. Run "Guardrail: Refresh".')));
      return false;
    }
    if (!(await mayWrite()) || !(await mayReview({ ticket }))) return false;
    return sendReview(this.input, ticket, outcome, reason);
  }

  /** The list of tickets is newer than the page of a finding that has left the list. */
  private now(finding: FindingView | undefined): FindingView | undefined {
    return finding?.ticket ? { ...finding, ticket: ticketNow(finding.ticket, this.input.model) } : finding;
  }

  private ticketNow(finding: FindingView | undefined): ReviewedTicket | undefined {
    const { model } = this.input;
    if (finding?.ticket) return ticketNow(finding.ticket, model);
    return this.ticket === undefined ? undefined : ticketOf(this.ticket, model);
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}

function shownPlaces(link: FindingView['link']): string[] {
  const places = placesOf(link).map((place) => `${shownPlace(place)} ${place.logicalId}`);
  return link?.source ? [...places, `${shownPlace(link.source)} (${l10n.t('Source Code')})`] : places;
}
