import type { Log } from '../base/log.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { teamMissing } from '../configuration/configuration-problems.ts';
import type { AwsAccess } from '../domain/accounts/access.ts';
import type { TeamSettings } from '../domain/accounts/team.ts';
import type { Reading } from '../domain/findings/reading.ts';
import type { Problem } from '../domain/problems/problem.ts';
import type { StackTemplate } from '../domain/stacks/stack-template.ts';
import type { TicketSource } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';
import { readBoardColumns } from './board-columns.ts';
import { createApply, type SyncEvents } from './events.ts';
import { type LinkCandidates, readLinks } from './read-links.ts';
import { syncOnce } from './run.ts';
import { createSyncRuns, type Run, type SyncRuns } from './schedule.ts';
import type { TicketAccess } from './ticket-access.ts';

export interface SyncInput {
  readonly store: Store;
  readonly configuration: {
    current(): Configuration;
    /** Reads the configuration file again. Returns whether anything differs. */
    reread(): boolean;
    fileProblem(): Problem | undefined;
    missing(): readonly Problem[];
  };
  readonly readAws: ReadAws;
  readonly tickets: TicketAccess;
  readonly reviews: { flush(signal: AbortSignal): Promise<void> };
  readonly linkCandidates: () => Promise<LinkCandidates>;
  readonly events: SyncEvents;
  readonly log: Log;
}

export type ReadAws = (
  team: TeamSettings,
  access: AwsAccess,
  options: {
    readonly signal: AbortSignal;
    readonly onCall: (service: string, operation: string) => void;
    readonly knownRules: ReadonlyMap<string, string | undefined>;
    readonly knownTemplates: ReadonlyMap<string, StackTemplate>;
  },
) => AsyncIterable<Reading>;

/**
 * The sync runs of a daemon. Each run uses the configuration that is in use when it begins, reads AWS and Jira into the store
 * and sends the reviews that wait.
 */
export function createSync(input: SyncInput): SyncRuns {
  const { store, configuration, tickets, events, log } = input;
  const failedLinks = new Map<string, string>();
  const failedBoards = new Map<string, number>();

  const run: Run = async ({ signal, onCall, onProgress }) => {
    if (configuration.reread()) events.publish([{ type: 'configuration-changed' }]);
    const broken = configuration.fileProblem();
    if (broken) throw broken;
    const { team, aws } = configuration.current();
    if (!team) throw teamMissing();
    const scope = tickets.scope();
    tickets.countWith(onCall);
    const sendReviews = async () => {
      if (configuration.missing().length === 0) await input.reviews.flush(signal);
    };
    const { jira, statuses } = configuration.current();
    const after = async (source: TicketSource) => {
      await tickets.learn(signal);
      if (!jira || scope === undefined) return;
      const { site } = jira;
      const differs = await readBoardColumns({
        ...{ store, site, scope, names: statuses, source, signal },
        failed: failedBoards,
      });
      if (differs) events.publish([{ type: 'board-columns-learned', site }]);
    };
    const result = await syncOnce({
      store,
      team: team.team,
      readings: input.readAws(team, aws, {
        signal,
        onCall: (service, operation) => onCall(`${service}:${operation}`),
        knownRules: store.teams.rules(),
        knownTemplates: store.templates.all(),
      }),
      ...(scope !== undefined && {
        tickets: { source: tickets.source, scope, doneDays: tickets.doneDays(), before: sendReviews, after },
      }),
      signal,
      onProgress,
      events,
    });
    // After both: findings show which tickets need it.
    if (scope !== undefined && result.problems.length === 0)
      await readLinks({
        ...{ store, apply: createApply(store, events), source: tickets.source(), scope, signal },
        candidates: await input.linkCandidates(),
        failed: failedLinks,
      });
    return result;
  };
  return createSyncRuns(run, log, () => events.publish([{ type: 'status-changed' }]));
}
