import type { InitializeParams } from 'vscode-languageserver';
import type { Hello } from '#protocol/handshake.ts';
import { type Locale, localeOf } from '../../base/text.ts';

/** The client of a session. Before the handshake is done, it is unauthenticated and has no kind. */
export interface Client {
  /** Sets the language for the errors of the handshake itself. */
  speaks(locale: string | undefined): void;
  /** Call it when the handshake is done. */
  joins(kind: Hello['client'], capabilities: InitializeParams['capabilities']): void;
  kind(): Hello['client'] | undefined;
  capabilities(): InitializeParams['capabilities'] | undefined;
  isAuthenticated(): boolean;
  isWindow(): boolean;
  locale(): Locale;
}

export function createClient(): Client {
  let locale: Locale = 'en';
  let joined:
    | { readonly kind: Hello['client']; readonly capabilities: InitializeParams['capabilities'] }
    | undefined;
  return {
    speaks(named) {
      locale = localeOf(named);
    },
    joins(kind, capabilities) {
      joined = { kind, capabilities };
    },
    kind: () => joined?.kind,
    capabilities: () => joined?.capabilities,
    isAuthenticated: () => joined !== undefined,
    isWindow: () => joined?.kind === 'window',
    locale: () => locale,
  };
}
