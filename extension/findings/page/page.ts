import { type Disposable, l10n, type Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { readPageState } from '../../../webview/finding/protocol.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import type { Model } from '../../daemon/model.ts';
import { scriptsOf } from '../../pages/html.ts';
import type { ReviewDrafts } from '../../tickets/review/drafts.ts';
import { FindingPanel } from './panel.ts';

const viewType = 'guardrail.finding';

export interface PagesInput {
  readonly extensionUri: Uri;
  readonly model: Model;
  readonly connection: DaemonConnection;
  readonly drafts: ReviewDrafts;
}

/** Finding pages: one panel a finding, kept true as the model changes, and brought back after a reload of the window. */
export class FindingPages implements Disposable {
  private readonly input: PagesInput;
  private readonly panels = new Map<string, FindingPanel>();
  private readonly subscriptions: Disposable[];

  constructor(input: PagesInput) {
    const { model, drafts } = input;
    this.input = input;
    this.subscriptions = [
      model.onChanged(() => this.showAll()),
      workspace.onDidGrantWorkspaceTrust(() => this.showAll()),
      drafts.onChanged((ticket) => {
        for (const panel of this.panels.values()) if (panel.ticket === ticket) panel.show();
      }),
      window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: async (panel, state: unknown) => this.restore(panel, state),
      }),
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
    const title = this.input.model.findings.get(key)?.title ?? l10n.t('Finding');
    this.adopt(key, window.createWebviewPanel(viewType, title, ViewColumn.Active));
  }

  /** What was written may be newer than what this workspace keeps. */
  private restore(panel: WebviewPanel, kept: unknown): void {
    const state = readPageState(kept);
    if (state?.draft && state.ticket !== undefined) this.input.drafts.take(state.ticket, state.draft);
    // A page that never showed anything has nothing to come back to; one that was opened meanwhile stays the only one.
    if (!state || this.panels.has(state.finding)) panel.dispose();
    else this.adopt(state.finding, panel, state.ticket);
  }

  private adopt(key: string, panel: WebviewPanel, ticket?: string): void {
    const { extensionUri } = this.input;
    panel.onDidDispose(() => this.panels.delete(key));
    this.panels.set(
      key,
      new FindingPanel(panel, { ...this.input, key, scripts: scriptsOf(extensionUri), ticket }),
    );
  }

  private showAll(): void {
    for (const panel of this.panels.values()) panel.show();
  }
}
