import { randomBytes } from 'node:crypto';
import {
  commands,
  type Disposable,
  env,
  l10n,
  ThemeIcon,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { FindingView } from '#protocol/findings.ts';
import { clientCommands } from '#protocol/messages.ts';
import { type FromPage, readFromPage, type ToPage } from '../../webview/protocol.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import type { Knowledge } from '../daemon/knowledge.ts';
import { sayError } from '../say-error.ts';
import { mayWrite, sendReview } from '../tickets/review.ts';
import { pageTexts } from './page-texts.ts';
import { placesOf } from './place.ts';
import { shownPlace } from './words.ts';

/** Finding pages: one panel a finding, kept true as knowledge changes. */
export class FindingPages implements Disposable {
  private readonly extensionUri: Uri;
  private readonly knowledge: Knowledge;
  private readonly connection: DaemonConnection;
  private readonly panels = new Map<string, WebviewPanel>();
  /** What each page showed last: a finding that is gone from the list stays on its page, which says so. */
  private readonly shown = new Map<string, FindingView>();
  private readonly subscriptions: Disposable[];

  constructor(extensionUri: Uri, knowledge: Knowledge, connection: DaemonConnection) {
    this.extensionUri = extensionUri;
    this.knowledge = knowledge;
    this.connection = connection;
    this.subscriptions = [
      knowledge.onChanged(() => this.showAll()),
      workspace.onDidGrantWorkspaceTrust(() => this.showAll()),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }

  open(key: string): void {
    const known = this.panels.get(key);
    if (known) {
      known.reveal();
      return;
    }
    const finding = this.knowledge.findings.get(key);
    if (!finding) return;
    const scripts = Uri.joinPath(this.extensionUri, 'dist', 'webview');
    const panel = window.createWebviewPanel('guardrail.finding', finding.title, ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [scripts],
    });
    panel.iconPath = new ThemeIcon('shield');
    this.panels.set(key, panel);
    panel.onDidDispose(() => {
      this.panels.delete(key);
      this.shown.delete(key);
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = readFromPage(message);
      if (parsed) void this.answer(key, parsed).catch((error) => void sayError(error));
    });
    panel.webview.html = htmlOf(panel.webview, scripts);
  }

  private async answer(key: string, message: FromPage): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.show(key);
      case 'goToTemplate':
        return commands.executeCommand('guardrail.finding.goToTemplate', key);
      case 'openConsole':
        return commands.executeCommand('guardrail.finding.openConsole', key);
      case 'chooseLink':
        return commands.executeCommand(clientCommands.chooseLink, key);
      case 'openTicket':
        return commands.executeCommand('guardrail.ticket.open', key);
      case 'review': {
        const ticket = this.knowledge.findings.get(key)?.ticket;
        const ok =
          ticket !== undefined &&
          (await mayWrite()) &&
          (await sendReview(this.connection, ticket, message.outcome, message.reason));
        this.post(key, { kind: 'answered', ok });
      }
    }
  }

  private showAll(): void {
    for (const key of this.panels.keys()) this.show(key);
  }

  private show(key: string): void {
    const known = this.knowledge.findings.get(key);
    const finding = known ?? this.shown.get(key);
    if (!finding) return;
    this.shown.set(key, finding);
    const notice = this.noticeOf(known !== undefined);
    const pending = this.knowledge.pendingOf(finding);
    const lastSeen = this.knowledge.lastSeenOf(finding);
    this.post(key, {
      kind: 'show',
      finding,
      places: shownPlaces(finding.link),
      readOnly: !workspace.isTrusted,
      texts: pageTexts(finding),
      ...(pending && { pending }),
      ...(lastSeen !== undefined && { lastSeen }),
      ...(notice !== undefined && { notice }),
    });
  }

  private noticeOf(known: boolean): string | undefined {
    if (!this.knowledge.connected) return l10n.t('The daemon is not connected: this is what was known.');
    return known ? undefined : l10n.t('This finding is no longer in the list: this is what was known.');
  }

  private post(key: string, message: ToPage): void {
    void this.panels.get(key)?.webview.postMessage(message);
  }
}

function shownPlaces(link: FindingView['link']): string[] {
  const places = placesOf(link).map((place) => `${shownPlace(place)} ${place.logicalId}`);
  return link?.source ? [...places, `${shownPlace(link.source)} (${l10n.t('Source Code')})`] : places;
}

/** The empty page: its content comes by message. Nothing is loaded or run but its own script and style. */
function htmlOf(webview: Webview, scripts: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(Uri.joinPath(scripts, 'finding.js'));
  const style = webview.asWebviewUri(Uri.joinPath(scripts, 'finding.css'));
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${env.language.startsWith('ja') ? 'ja' : 'en'}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <!-- Where the components look for it, to find out whether they may show focus. -->
  <meta property="csp-nonce" content="${nonce}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Guardrail</title>
</head>
<body>
  <main id="page"></main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
