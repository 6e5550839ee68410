import path from 'node:path';
import { createInFlight } from './base/in-flight.ts';
import type { Log } from './base/log.ts';
import { reloadGraceMs } from './configuration/collect-window-settings.ts';
import type { Environment } from './configuration/configuration.ts';
import type { ConfigurationFile } from './configuration/configuration-file.ts';
import { jiraMissing, jiraSignedOut, teamMissing } from './configuration/configuration-problems.ts';
import { searchedProject } from './configuration/jira-project.ts';
import { createLiveConfiguration } from './configuration/live-configuration.ts';
import { createReviews } from './domain/tickets/review.ts';
import type { TicketSource } from './domain/tickets/ticket.ts';
import { createCredentialCache, listProfiles, readTeam } from './integrations/aws/read-team.ts';
import { connectorOf } from './integrations/jira/connect.ts';
import { ticketPage } from './integrations/jira/site.ts';
import type { Core } from './server/core.ts';
import { openStore } from './store/sqlite/open-store.ts';
import { announcedOutbox } from './sync/announced-outbox.ts';
import { createKnownStatuses } from './sync/known-statuses.ts';
import { type PassResult, runPass } from './sync/run.ts';
import { createPasses, type Run } from './sync/runs.ts';
import { type Snapshot, takeSnapshot } from './sync/snapshot.ts';
import { Workspaces } from './workspace/worker/host/workspaces.ts';

export interface ComposeInput {
  readonly env: Environment;
  /** Asked at the start, at each pass and when settings change. @throws Problem where the file cannot be used. */
  readonly readFile: () => ConfigurationFile;
  /** A folder that exists. */
  readonly stateDir: string;
  readonly log: Log;
}

/** A review that is on its way when the daemon ends gets so long to arrive; else it waits in the outbox. In ms. */
const patienceForReviews = 5_000;

/** The only place where services are constructed. */
export function compose({ env, readFile, stateDir, log }: ComposeInput): Core {
  const store = openStore(path.join(stateDir, 'guardrail.db'), {
    // Once the call that met the damage has returned: what is gone from the store is read again.
    onRebuilt({ aside, cause }) {
      log('error', 'store rebuilt', { aside, error: cause });
      setImmediate(() => {
        changed();
        void passes.renew();
      });
    },
    onTrouble: () => setImmediate(() => stateChanged()),
  });
  for (const problem of store.problems()) log('error', 'store rebuilt', { message: problem.message });
  const workspaces = new Workspaces({ stateDir, log });
  const inUse = createLiveConfiguration(env, readFile);
  const statuses = createKnownStatuses(store, inUse.current);
  const listeners = new Set<() => void>();
  const reviewsUnderway = createInFlight();
  const credentials = createCredentialCache(log);
  const ended = new AbortController();
  let version = Date.now();
  let known: Snapshot | undefined;
  let source: TicketSource | undefined;
  let onJiraCall: (name: string) => void = () => {};

  /** The status is another one; what the snapshot holds is the same. */
  const stateChanged = () => {
    for (const listener of listeners) listener();
  };
  const changed = () => {
    version++;
    known = undefined;
    stateChanged();
  };
  const hideCredential = (jira: { email?: string; token?: string } = {}) => {
    if (jira.token === undefined) return;
    log.hide(jira.token);
    log.hide(basicForm(jira.email, jira.token));
  };
  const reconfigured = () => {
    source = undefined;
    const { jira } = inUse.current();
    hideCredential(jira);
    changed();
  };
  /** Reads everything again with what is configured now. */
  const renew = () => {
    reconfigured();
    void passes.renew();
  };
  const scope = () => {
    const { jira } = inUse.current();
    return jira && `${jira.site} ${searchedProject(jira.project) ?? ''}`.trimEnd();
  };

  function ticketSource(): TicketSource {
    const { jira } = inUse.current();
    if (!jira) throw jiraMissing();
    const { site, email, token } = jira;
    if (!email || !token) throw jiraSignedOut();
    const project = searchedProject(jira.project);
    const settings = { site, email, token, ...(project !== undefined && { project }) };
    source ??= connectorOf(settings).connect(settings, (operation) => onJiraCall(`jira:${operation}`));
    return source;
  }

  const passes = createPasses(pass, log, stateChanged);
  async function pass(options: Parameters<Run>[0]): Promise<PassResult> {
    if (inUse.reread()) reconfigured();
    const broken = inUse.fileProblem();
    if (broken) throw broken;
    const { team, aws } = inUse.current();
    if (!team) throw teamMissing();
    const ticketScope = scope();
    onJiraCall = options.onCall;
    const sendReviews = async () => {
      if (inUse.missing().length === 0) await reviews.flush(options.signal);
    };
    return runPass({
      store,
      team: team.team,
      readings: readTeam(team, aws, {
        signal: options.signal,
        onCall: (service, operation) => options.onCall(`${service}:${operation}`),
        knownRules: store.teams.rules(),
        knownTemplates: store.templates.all(),
        credentials,
      }),
      ...(ticketScope !== undefined && {
        tickets: { source: ticketSource, scope: ticketScope, before: sendReviews },
      }),
      signal: options.signal,
      onProgress: options.onProgress,
      onChanged: changed,
    });
  }

  const reviews = createReviews({
    outbox: announcedOutbox(() => store.outbox.of(inUse.current().jira?.site ?? ''), changed),
    source: ticketSource,
    names: () => statuses.current().statuses,
    onReviewStatus: ({ name }) => {
      statuses.remember(name);
      changed();
    },
    keeper: () => {
      const site = scope() ?? '';
      return (record) => {
        store.tickets.update(site, record, new Date().toISOString());
        changed();
      };
    },
  });

  reconfigured();
  return {
    configuration: statuses.current,
    configure(window, settings) {
      hideCredential(settings.jira);
      if (inUse.take(window, settings)) renew();
      // Windows may contradict each other now although the same is in use.
      else stateChanged();
    },
    windowLeft(window) {
      inUse.leave(window);
      stateChanged();
      setTimeout(() => {
        if (!ended.signal.aborted && inUse.reread()) renew();
      }, reloadGraceMs).unref();
    },
    snapshot: () => {
      known ??= takeSnapshot(store, version, statuses.current(), scope());
      return known;
    },
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
    passes,
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
        store.outbox.withdrawOne(id);
        changed();
      },
    },
    choices: {
      remember(choice) {
        store.choices.put(choice);
        changed();
      },
      forget(resource, place) {
        store.choices.forget(resource, place);
        changed();
      },
    },
    profiles: listProfiles,
    scope,
    urlOf: (ticket, site = inUse.current().jira?.site ?? '') => ticketPage(site, ticket),
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await Promise.all([passes.stop(), reviewsUnderway.settled(patienceForReviews)]);
      ended.abort();
      await reviewsUnderway.settled(patienceForReviews);
      await workspaces.close();
      store.close();
    },
  };
}

/** The credential as it travels to Jira. */
function basicForm(email = '', token = ''): string {
  return Buffer.from(`${email}:${token}`).toString('base64');
}
