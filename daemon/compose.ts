import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '#protocol/messages.ts';
import { readTeam } from './aws/team-reader.ts';
import type { Log } from './base/log.ts';
import { connectJiraCloud } from './jira/cloud.ts';
import type { Core } from './server/core.ts';
import { openStore } from './store/store.ts';
import { announcedOutbox } from './sync/announced-outbox.ts';
import { type PassResult, runPass } from './sync/pass.ts';
import { createPasses, type Run } from './sync/passes.ts';
import { type Snapshot, takeSnapshot } from './sync/snapshot.ts';
import { configurationFrom } from './teams/configuration.ts';
import type { ConfigurationFile } from './teams/configuration-file.ts';
import { jiraMissing, jiraSignedOut, teamMissing } from './teams/missing.ts';
import { createReviews } from './tickets/review.ts';
import type { TicketSource } from './tickets/ticket.ts';

export interface ComposeInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the first client asked for; `configure` changes it. */
  readonly settings: Settings;
  readonly file: ConfigurationFile;
  readonly stateDir: string;
  readonly log: Log;
}

/** The only place where services are constructed. */
export function compose({ env, settings, file, stateDir, log }: ComposeInput): Core {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const store = openStore(path.join(stateDir, 'guardrail.db'));
  const listeners = new Set<() => void>();
  let configuration = configurationFrom(env, settings, file);
  let version = Date.now();
  let known: Snapshot | undefined;
  let source: TicketSource | undefined;
  let onJiraCall: (name: string) => void = () => {};

  log.hide(configuration.jira?.token);
  log.hide(env.AWS_SECRET_ACCESS_KEY);
  log.hide(env.AWS_SESSION_TOKEN);

  const changed = () => {
    version++;
    known = undefined;
    for (const listener of listeners) listener();
  };
  const scope = () =>
    configuration.jira && `${configuration.jira.site} ${configuration.jira.project ?? ''}`.trimEnd();
  const missing = () => [
    ...(configuration.team ? [] : [teamMissing()]),
    ...(configuration.jira
      ? configuration.jira.email && configuration.jira.token
        ? []
        : [jiraSignedOut()]
      : [jiraMissing()]),
  ];

  function ticketSource(): TicketSource {
    const { jira } = configuration;
    if (!jira) throw jiraMissing();
    if (!jira.email || !jira.token) throw jiraSignedOut();
    source ??= connectJiraCloud({ ...jira, email: jira.email, token: jira.token }, (operation) =>
      onJiraCall(`jira:${operation}`),
    );
    return source;
  }

  const passes = createPasses(pass, log, changed);
  async function pass(options: Parameters<Run>[0]): Promise<PassResult> {
    const { team } = configuration;
    if (!team) throw teamMissing();
    const ticketScope = scope();
    onJiraCall = options.onCall;
    if (missing().length === 0) await reviews.flush(options.signal);
    return runPass({
      store,
      team: team.team,
      readings: readTeam(team, configuration.aws, {
        signal: options.signal,
        onCall: (service, operation) => options.onCall(`${service}:${operation}`),
        knownRules: store.teams.rules(),
      }),
      ...(ticketScope !== undefined && { tickets: { source: ticketSource, scope: ticketScope } }),
      signal: options.signal,
      onProgress: options.onProgress,
      onChanged: changed,
    });
  }

  const reviews = createReviews({
    outbox: announcedOutbox(() => store.outbox.of(scope() ?? ''), changed),
    source: ticketSource,
    names: () => configuration.statuses,
    onTicket: (record) => {
      store.tickets.update(scope() ?? '', record);
      changed();
    },
  });

  return {
    configuration: () => configuration,
    configure(next) {
      const wanted = configurationFrom(env, next, file);
      if (JSON.stringify(wanted) === JSON.stringify(configuration)) return false;
      configuration = wanted;
      source = undefined;
      log.hide(wanted.jira?.token);
      changed();
      return true;
    },
    snapshot: () => {
      known ??= takeSnapshot(store, version, configuration, scope());
      return known;
    },
    missing,
    passes,
    coverage: store.coverage,
    reviews,
    scope,
    urlOf: (ticket) => (missing().length === 0 ? ticketSource().urlOf(ticket) : ''),
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      passes.stop();
      store.close();
    },
  };
}
