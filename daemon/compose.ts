import path from 'node:path';
import { createEventBus } from './base/event-bus.ts';
import { createInFlight } from './base/in-flight.ts';
import type { Log } from './base/log.ts';
import { reloadGraceMs } from './configuration/collect-window-settings.ts';
import type { Environment } from './configuration/configuration.ts';
import type { ConfigurationFile } from './configuration/configuration-file.ts';
import { createLiveConfiguration } from './configuration/live-configuration.ts';
import { createReviews } from './domain/tickets/review.ts';
import { createCredentialCache, listProfiles, readTeam } from './integrations/aws/read-team.ts';
import { connectorOf } from './integrations/jira/connect.ts';
import { ticketPage } from './integrations/jira/site.ts';
import type { Core } from './server/core.ts';
import { openStore } from './store/sqlite/open-store.ts';
import { announcedOutbox } from './sync/announced-outbox.ts';
import { createCurrentSnapshot } from './sync/current-snapshot.ts';
import { createApply, type SyncEvent } from './sync/events.ts';
import { createKnownStatuses } from './sync/known-statuses.ts';
import { takeSnapshot } from './sync/snapshot.ts';
import { createSync } from './sync/sync.ts';
import { createTicketAccess } from './sync/ticket-access.ts';
import { Workspaces } from './workspace/worker/host/workspaces.ts';

export interface ComposeInput {
  readonly env: Environment;
  /** Called at the start, at each sync run and when settings change. @throws Problem if the file cannot be used. */
  readonly readFile: () => ConfigurationFile;
  /** A folder that exists. */
  readonly stateDir: string;
  readonly log: Log;
}

/** A review that is being sent when the daemon ends gets this long to arrive; else it waits in the outbox. */
const reviewGraceMs = 5_000;

/** The only place where services are constructed. */
export function compose({ env, readFile, stateDir, log }: ComposeInput): Core {
  const events = createEventBus<SyncEvent>((error) => log('error', 'a subscriber failed', { error }));
  const store = openStore(path.join(stateDir, 'guardrail.db'), {
    // After the call that met the damage has returned: what is gone from the store is read again.
    onRebuilt({ aside, cause }) {
      log('error', 'store rebuilt', { aside, error: cause });
      setImmediate(() => {
        events.publish([{ type: 'store-rebuilt' }]);
        void syncRuns.renew();
      });
    },
    onTrouble: () => setImmediate(() => events.publish([{ type: 'status-changed' }])),
  });
  for (const problem of store.problems()) log('error', 'store rebuilt', { message: problem.message });
  const apply = createApply(store, events);
  const workspaces = new Workspaces({ stateDir, log });
  const inUse = createLiveConfiguration(env, readFile);
  const statuses = createKnownStatuses(store, inUse.current);
  const tickets = createTicketAccess(inUse.current, (access, onCall) =>
    connectorOf(access).connect(access, onCall),
  );
  const snapshot = createCurrentSnapshot(events, (version) =>
    takeSnapshot(store, version, statuses.current(), tickets.scope()),
  );
  const reviewsUnderway = createInFlight();
  const credentials = createCredentialCache(log);
  const ended = new AbortController();

  const hideCredential = (jira: { email?: string; token?: string } = {}) => {
    if (jira.token === undefined) return;
    log.hide(jira.token);
    log.hide(basicForm(jira.email, jira.token));
  };
  events.subscribe((happened) => {
    if (happened.some(({ type }) => type === 'configuration-changed')) hideCredential(inUse.current().jira);
  });
  /** Reads everything again with what is configured now. */
  const renew = () => {
    events.publish([{ type: 'configuration-changed' }]);
    void syncRuns.renew();
  };

  const reviews = createReviews({
    outbox: announcedOutbox(store, () => inUse.current().jira?.site ?? '', events),
    source: tickets.source,
    names: () => statuses.current().statuses,
    onReviewStatus: ({ name }) => {
      statuses.remember(name);
      events.publish([{ type: 'review-status-learned', name }]);
    },
    keeper: () => {
      const scope = tickets.scope() ?? '';
      return (ticket) => void apply({ kind: 'ticket-read', scope, at: new Date().toISOString(), ticket });
    },
  });
  const syncRuns = createSync({
    store,
    configuration: inUse,
    readAws: (team, access, options) => readTeam(team, access, { ...options, credentials }),
    tickets,
    reviews,
    events,
    log,
  });

  hideCredential(inUse.current().jira);
  return {
    configuration: statuses.current,
    configure(window, settings) {
      hideCredential(settings.jira);
      if (inUse.take(window, settings)) renew();
      // Windows may contradict each other now although the same is in use.
      else events.publish([{ type: 'status-changed' }]);
    },
    windowLeft(window) {
      inUse.leave(window);
      events.publish([{ type: 'status-changed' }]);
      setTimeout(() => {
        if (!ended.signal.aborted && inUse.reread()) renew();
      }, reloadGraceMs).unref();
    },
    snapshot,
    missing: () => [...store.problems(), ...inUse.missing()],
    warnings: inUse.warnings,
    account: {
      inUse: inUse.jira,
      check(typed, signal) {
        const access = inUse.jiraWith(typed);
        hideCredential(access);
        return connectorOf(access).readAccount(access, signal);
      },
      projects(typed, signal) {
        const access = inUse.jiraWith(typed);
        hideCredential(access);
        return connectorOf(access).listProjects(access, signal);
      },
      signOut(window) {
        if (inUse.signOut(window)) renew();
      },
    },
    workspaces,
    syncRuns,
    coverage: store.coverage,
    lastSeen(finding) {
      const team = inUse.current().team?.team;
      if (finding === undefined)
        return Object.fromEntries(team === undefined ? [] : store.findings.lastSeenOf(team));
      const at = store.findings.lastSeen(finding);
      return at === undefined ? {} : { [finding]: at };
    },
    reviews: {
      ...reviews,
      submit: (params, signal) =>
        reviewsUnderway.add(reviews.submit(params, AbortSignal.any([signal, ended.signal]))),
      withdrawOne(id) {
        const site = store.outbox.everywhere().find(({ review }) => review.id === id)?.site ?? '';
        store.outbox.withdrawOne(id);
        events.publish([{ type: 'review-changed', site }]);
      },
    },
    choices: {
      remember(choice) {
        store.choices.put(choice);
        events.publish([{ type: 'link-choice-changed' }]);
      },
      forget(resource, place) {
        store.choices.forget(resource, place);
        events.publish([{ type: 'link-choice-changed' }]);
      },
    },
    profiles: listProfiles,
    scope: tickets.scope,
    urlOf: (ticket, site = inUse.current().jira?.site ?? '') => ticketPage(site, ticket),
    onChanged: (listener) => events.subscribe(() => listener()),
    async close() {
      await Promise.all([syncRuns.stop(), reviewsUnderway.settled(reviewGraceMs)]);
      ended.abort();
      await reviewsUnderway.settled(reviewGraceMs);
      await workspaces.close();
      store.close();
    },
  };
}

/** The credential as it travels to Jira. */
function basicForm(email = '', token = ''): string {
  return Buffer.from(`${email}:${token}`).toString('base64');
}
