/** The contract that every page has with the extension. Each page's `protocol.ts` adds its own messages. */

/** The messages of one page, each with its `kind`, and what VS Code keeps of the page. */
export interface PageContract {
  /** Extension → page. */
  readonly toPage: { readonly kind: string };
  /** Page → extension; `ready` is sent by the shell. */
  readonly fromPage: { readonly kind: string };
  /** Kept while the page is hidden, when its content is thrown away, and while the window is reloaded. */
  readonly state: object;
}

/** The page has loaded and can be sent messages. */
export interface Ready {
  readonly kind: 'ready';
}

/**
 * Returns a message of another process as an object that has a `kind`, or `undefined`. Neither side trusts the other's
 * shape: a page's own reader checks every other member.
 */
export function readMessage(
  message: unknown,
): ({ readonly kind: unknown } & Readonly<Record<string, unknown>>) | undefined {
  return typeof message === 'object' && message !== null && 'kind' in message
    ? (message as { kind: unknown } & Record<string, unknown>)
    : undefined;
}
