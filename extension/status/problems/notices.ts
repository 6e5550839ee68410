import type { Status } from '#protocol/status.ts';
import type { ConnectionState } from '../../daemon/model.ts';
import { isFresh } from '../situation.ts';

/** One row above the findings: it says why they may be missing, incomplete or old. */
export type Notice =
  | { readonly kind: 'offline' }
  | { readonly kind: 'problem'; readonly code: string; readonly text: string }
  | { readonly kind: 'gaps'; readonly count: number }
  | { readonly kind: 'reading' };

/** The part of the model that notices are about. */
export interface Known {
  readonly connection: ConnectionState;
  readonly status: Status | undefined;
  /** How many findings the list has, filtered or not. */
  readonly findings: number;
}

/**
 * Returns the rows to show, the worst first. Returns no rows if the welcome view says the same and has buttons for it:
 * while nothing is configured, and, without findings, while the daemon is not connected or if there are only gaps.
 */
export function noticesOf({ connection, status, findings }: Known): Notice[] {
  if (connection !== 'connected') return findings > 0 ? [{ kind: 'offline' }] : [];
  if (!status || (findings === 0 && isFresh(status))) return [];
  const { problems, syncing, lastSync } = status;
  // Tickets that could not be read are a separate problem.
  const gaps = status.failed.filter(({ source }) => source !== 'tickets').length;
  return [
    ...problems.map(({ code, text }): Notice => ({ kind: 'problem', code, text })),
    ...(gaps > 0 && (findings > 0 || problems.length > 0) ? [{ kind: 'gaps', count: gaps } as const] : []),
    ...(syncing && lastSync === undefined ? [{ kind: 'reading' } as const] : []),
  ];
}
