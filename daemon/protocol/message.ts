import type { Schema } from './schema.ts';

/** Who sends a message: a window, or any client (windows and terminal commands). */
export type Sender = 'window' | 'client';

/** A client asks, the daemon answers. */
export interface RequestMessage<Params, Result> {
  readonly kind: 'request';
  readonly method: string;
  readonly sender: Sender;
  readonly params: Schema<Params>;
  /** Never present at run time; carries the type. */
  readonly result?: Result | undefined;
}

/** A client reports something; there is no answer. */
export interface NotificationMessage<Params> {
  readonly kind: 'notification';
  readonly method: string;
  readonly sender: Sender;
  readonly params: Schema<Params>;
}

/** The daemon reports something to a window. A window trusts the daemon, whose proof it checked: no schema. */
export interface WindowMessage<Params> {
  readonly kind: 'window-notification';
  readonly method: string;
  /** Never present at run time; carries the type. */
  readonly params?: Params | undefined;
}

export type AnyMessage =
  | RequestMessage<unknown, unknown>
  | NotificationMessage<unknown>
  | WindowMessage<unknown>;

interface Declaration<Params> {
  readonly method: string;
  readonly sender: Sender;
  readonly params: Schema<Params>;
}

export function request<Params, Result>(
  declaration: Declaration<Params> & { readonly result: Result | undefined },
): RequestMessage<Params, Result> {
  return { kind: 'request', ...declaration };
}

/** The type of a request's result; there is no value. */
export function returns<Result>(): Result | undefined {
  return undefined;
}

export function notification<Params>(declaration: Declaration<Params>): NotificationMessage<Params> {
  return { kind: 'notification', ...declaration };
}

export function windowNotification<Params>(method: string): WindowMessage<Params> {
  return { kind: 'window-notification', method };
}
