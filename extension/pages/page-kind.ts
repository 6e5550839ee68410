import type { PageContract } from '../../webview/shell/protocol.ts';

/** A kind of page, as the extension needs to know it. */
export interface PageKind<Contract extends PageContract> {
  /** The page's folder in `webview/`; its view type is `guardrail.NAME`, which `activationEvents` names. */
  readonly name: string;
  /** The name of the panel's icon in VS Code. */
  readonly icon: string;
  /** Returns a page's message, or `undefined` if its shape is wrong. */
  readMessage(message: unknown): Contract['fromPage'] | undefined;
  /** Returns the state that VS Code kept of a page, or `undefined` if its shape is wrong. */
  readState(kept: unknown): Contract['state'] | undefined;
}

/** The extension's half of one open page. */
export interface PageContent<Contract extends PageContract> {
  /** Sends the current state. Called when the page is ready and after each change. */
  show(): void;
  /** Handles a message other than `ready`. If it rejects, the user sees why. */
  handle(message: Exclude<Contract['fromPage'], { readonly kind: 'ready' }>): Promise<unknown>;
}

/** The access of a page's content to its panel. */
export interface PageView<Contract extends PageContract> {
  post(message: Contract['toPage']): void;
  setTitle(title: string): void;
  /** Returns whether the user sees the page: it is not closed, and in front of its group. */
  isVisible(): boolean;
}
