import type { PageContract } from './protocol.ts';
import { registerComponents } from './toolkit.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: object): void;
};

/** One handler for each kind of message that the extension sends. */
export type MessageHandlers<Message extends { readonly kind: string }> = {
  readonly [Kind in Message['kind']]: (message: Extract<Message, { readonly kind: Kind }>) => void;
};

/** The page's half of its contract with the extension. */
export interface Page<Contract extends PageContract> {
  /** Everything that the page shows goes into this element. */
  readonly main: HTMLElement;
  /** The state that was kept last; `undefined` without one or if it cannot be read. */
  readonly restored: Contract['state'] | undefined;
  keep(state: Contract['state']): void;
  post(message: Contract['fromPage']): void;
  /** Starts the page: reports that it is ready and calls a handler for each message. */
  start(handlers: MessageHandlers<Contract['toPage']>): void;
}

/**
 * Registers the components and connects the page with the extension. A page calls it once.
 * @throws Error if the document is not the one that the extension makes for pages.
 */
export function openPage<Contract extends PageContract>(
  readState: (kept: unknown) => Contract['state'] | undefined,
): Page<Contract> {
  registerComponents();
  const main = document.querySelector('main');
  if (!main) throw new Error('The page has no <main>.');
  const editor = acquireVsCodeApi();
  return {
    main,
    restored: readState(editor.getState()),
    keep: (state) => editor.setState(state),
    post: (message) => editor.postMessage(message),
    start(handlers) {
      const byKind = new Map<string, (message: never) => void>(Object.entries(handlers));
      window.addEventListener('message', ({ data }: MessageEvent<Contract['toPage']>) =>
        byKind.get(data.kind)?.(data as never),
      );
      editor.postMessage({ kind: 'ready' });
    },
  };
}
