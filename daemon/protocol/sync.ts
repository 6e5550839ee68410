import { request, returns } from './message.ts';
import { number, object, optional, text, union } from './schema.ts';
import type { CoverageEntry } from './status.ts';

export interface SyncReport {
  readonly team: string;
  readonly way: 'organization' | 'accounts';
  readonly accounts: number;
  readonly findings: { readonly failing: number; readonly added: number; readonly resolved: number };
  readonly tickets: { readonly total: number; readonly changed: number; readonly linked: number };
  /** Requests that were sent, by service and operation: `config:SelectAggregateResourceConfig` → 12. */
  readonly calls: Readonly<Record<string, number>>;
  /** In ms. */
  readonly duration: number;
  /** For a command every account, region and source; for a window those that could not be read. */
  readonly coverage: readonly CoverageEntry[];
  /** Fallbacks that were used, rules that were not recognized. In the session's language. */
  readonly notes: readonly string[];
}

/** One full sync run now. It reports LSP work-done progress on `workDoneToken` and can be cancelled. */
export const runSync = request({
  method: 'guardrail/sync/run',
  sender: 'client',
  params: object({ workDoneToken: optional(union(text(), number)) }),
  result: returns<SyncReport>(),
});
