import { ThemeIcon, type Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { PageContract } from '../../webview/shell/protocol.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import { showError } from '../tools/show-error.ts';
import { assetsOf, pageHtml } from './html.ts';
import type { PageContent, PageKind, PageView } from './page-kind.ts';

export interface PageSetOptions<Contract extends PageContract, Content extends PageContent<Contract>> {
  readonly kind: PageKind<Contract>;
  readonly extensionUri: Uri;
  /**
   * Makes the content of a page that opens.
   * @param subject Names the page's subject, such as a finding's key.
   * @param kept The page's state if it is restored after a reload of the window.
   */
  create(subject: string, view: PageView<Contract>, kept: Contract['state'] | undefined): Content;
  /** Returns the subject of a page from its kept state. */
  subjectOf(kept: Contract['state']): string;
  /** Called with each state that VS Code restores after a reload, before its page is created. */
  onRestored?(kept: Contract['state']): void;
  /** Called when a page was opened or closed. */
  onPages?(): void;
  /** A sentence above the content of each page. */
  readonly banner?: string | undefined;
}

interface OpenPage<Content> {
  readonly panel: WebviewPanel;
  readonly content: Content;
}

/**
 * The open pages of one kind, at most one for each subject. They are restored after a reload of the window. A kind
 * with only one page, such as a board, has one subject.
 */
export class PageSet<Contract extends PageContract, Content extends PageContent<Contract>>
  implements Disposable
{
  private readonly options: PageSetOptions<Contract, Content>;
  private readonly viewType: string;
  private readonly pages = new Map<string, OpenPage<Content>>();
  private readonly lifetime = new DisposableStore();

  constructor(options: PageSetOptions<Contract, Content>) {
    this.options = options;
    this.viewType = `guardrail.${options.kind.name}`;
    this.lifetime.add(
      window.registerWebviewPanelSerializer(this.viewType, {
        deserializeWebviewPanel: async (panel, kept: unknown) => this.restore(panel, kept),
      }),
    );
  }

  /** The contents of the open pages. */
  get contents(): Content[] {
    return [...this.pages.values()].map(({ content }) => content);
  }

  /** Shows the subject's page in front; opens it if it is not open. */
  open(subject: string, title: string): void {
    const page = this.pages.get(subject);
    if (page) page.panel.reveal();
    else this.adopt(subject, window.createWebviewPanel(this.viewType, title, ViewColumn.Active));
  }

  /** Sends the current state to every open page. */
  show(): void {
    for (const content of this.contents) content.show();
  }

  dispose(): void {
    this.lifetime.dispose();
    for (const { panel } of this.pages.values()) panel.dispose();
  }

  private restore(panel: WebviewPanel, kept: unknown): void {
    const state = this.options.kind.readState(kept);
    if (state) this.options.onRestored?.(state);
    const subject = state && this.options.subjectOf(state);
    // A page without a subject cannot be restored. If a page of the subject was opened before this, that one stays.
    if (subject === undefined || this.pages.has(subject)) panel.dispose();
    else this.adopt(subject, panel, state);
  }

  private adopt(subject: string, panel: WebviewPanel, kept?: Contract['state']): void {
    const { kind, extensionUri, create, banner } = this.options;
    const assets = assetsOf(extensionUri);
    const lifetime = new DisposableStore();
    const view: PageView<Contract> = {
      post: (message) => void panel.webview.postMessage(message),
      setTitle: (title) => {
        if (panel.title !== title) panel.title = title;
      },
      isVisible: () => this.pages.get(subject)?.panel === panel && panel.visible,
    };
    const content = create(subject, view, kept);
    this.pages.set(subject, { panel, content });
    this.options.onPages?.();
    lifetime.add(
      panel.onDidDispose(() => {
        this.pages.delete(subject);
        lifetime.dispose();
        this.options.onPages?.();
      }),
    );
    lifetime.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const parsed = kind.readMessage(message);
        if (parsed?.kind === 'ready') content.show();
        else if (parsed) void handle(content, parsed);
      }),
    );
    panel.iconPath = new ThemeIcon(kind.icon);
    panel.webview.options = { enableScripts: true, localResourceRoots: [assets] };
    panel.webview.html = pageHtml(panel.webview, assets, kind.name, banner);
  }
}

async function handle<Contract extends PageContract>(
  content: PageContent<Contract>,
  message: Contract['fromPage'],
): Promise<void> {
  try {
    await content.handle(message as Exclude<Contract['fromPage'], { readonly kind: 'ready' }>);
  } catch (error) {
    void showError(error);
  }
}
