import path from 'node:path';
import { createEventBus } from './base/event-bus.ts';
import type { Log } from './base/log.ts';
import type { Environment } from './configuration/configuration.ts';
import type { ConfigurationFile } from './configuration/configuration-file.ts';
import { projectsIn } from './configuration/jira-project.ts';
import { createLiveConfiguration } from './configuration/live-configuration.ts';
import { createWindowPolicy } from './configuration/window-policy.ts';
import { accountLanguage } from './domain/tickets/actions/action-comment.ts';
import { createActionQueue } from './domain/tickets/actions/action-queue.ts';
import { connectionWarnings } from './domain/tickets/connection-warnings.ts';
import { createFilingQueue } from './domain/tickets/filing/filing-queue.ts';
import { createCredentialCache, listProfiles, readTeam } from './integrations/aws/read-team.ts';
import { jiraConnector } from './integrations/jira/connect.ts';
import { ticketPage } from './integrations/jira/site.ts';
import { type AccountService, answerAccount } from './server/features/account.ts';
import { answerChoices } from './server/features/choices.ts';
import { answerDaemon } from './server/features/daemon.ts';
import { answerFiling } from './server/features/filing.ts';
import { answerFindings } from './server/features/findings.ts';
import { answerLanguage } from './server/features/language.ts';
import { answerMoves } from './server/features/moves.ts';
import { answerReviewCase } from './server/features/review-case.ts';
import { answerReviews } from './server/features/reviews.ts';
import { answerSettings } from './server/features/settings.ts';
import { answerSync } from './server/features/sync.ts';
import { answerTicketDetails } from './server/features/ticket-details.ts';
import { answerTicketVerdicts } from './server/features/ticket-verdicts.ts';
import type { ServedDaemon } from './server/listen/serve.ts';
import { type Feature, openSession, type SessionInput } from './server/session/session.ts';
import { writeActionComment } from './server/texts/action-comment.ts';
import { type StatusSources, statusOf } from './server/views/status.ts';
import { openStore } from './store/sqlite/open-store.ts';
import { announcedOutbox } from './sync/announced-outbox.ts';
import { createCurrentSnapshot } from './sync/current-snapshot.ts';
import { createApply, type SyncEvent } from './sync/events.ts';
import { filingsOfSite } from './sync/filings-of-site.ts';
import { createGivenReviews } from './sync/given-reviews.ts';
import { accountNames, knownOf } from './sync/known-of.ts';
import { createKnownStatuses } from './sync/known-statuses.ts';
import { lastSeenIn } from './sync/last-seen.ts';
import { createLinkChoices } from './sync/link-choices.ts';
import { linkCandidates } from './sync/read-links.ts';
import { withRememberedFindings } from './sync/remembered-findings.ts';
import { withRememberedPast } from './sync/remembered-past.ts';
import { withRememberedTickets } from './sync/remembered-tickets.ts';
import { createSendingDesk } from './sync/sending-desk.ts';
import { takeSnapshot } from './sync/snapshot.ts';
import { createSync } from './sync/sync.ts';
import { createTicketAccess } from './sync/ticket-access.ts';
import { createTicketMatching } from './sync/ticket-matching.ts';
import { createTicketVerdicts } from './sync/ticket-verdicts.ts';
import { Workspaces } from './workspace/worker/host/workspaces.ts';

export interface ComposeInput {
  readonly env: Environment;
  /** Called at the start, at each sync run and when settings change. @throws Problem if the file cannot be used. */
  readonly readFile: () => ConfigurationFile;
  /** A folder that exists. */
  readonly stateDir: string;
  readonly log: Log;
}

/** The only place where services are constructed. */
export function compose({ env, readFile, stateDir, log }: ComposeInput): ServedDaemon {
  const events = createEventBus<SyncEvent>((error) => log('error', 'a subscriber failed', { error }));
  /** Reads everything again. */
  const renew = (type: 'configuration-changed' | 'store-rebuilt') => {
    events.publish([{ type }]);
    void runs.renew();
  };
  const statusChanged = () => events.publish([{ type: 'status-changed' }]);
  const store = openStore(path.join(stateDir, 'guardrail.db'), {
    // After the call that met the damage has returned: what is gone from the store is read again.
    onRebuilt({ aside, cause }) {
      log('error', 'store rebuilt', { aside, error: cause });
      setImmediate(() => renew('store-rebuilt'));
    },
    onTrouble: () => setImmediate(statusChanged),
  });
  for (const problem of store.problems()) log('error', 'store rebuilt', { message: problem.message });

  const configuration = createLiveConfiguration(env, readFile);
  const windows = createWindowPolicy(configuration, {
    hide: log.hide,
    onChanged: () => renew('configuration-changed'),
    onSame: statusChanged,
  });
  events.subscribe((happened) => {
    if (happened.some(({ type }) => type === 'configuration-changed')) windows.hideCurrent();
    if (happened.some(({ type }) => type === 'board-columns-learned')) statuses.refresh();
  });
  const apply = createApply(store, events);
  const team = () => configuration.current().team;
  const site = () => configuration.current().jira?.site ?? '';

  const statuses = createKnownStatuses(store, configuration.current);
  const jira = jiraConnector();
  const tickets = createTicketAccess(configuration.current, jira.connect);
  const reviews = createActionQueue({
    outbox: announcedOutbox(store, site, events),
    source: tickets.source,
    names: () => statuses.current().statuses,
    writeComment: writeActionComment,
    language: () => configuration.current().jira?.language,
    onReviewStatus: ({ name }) => {
      statuses.remember(name);
      events.publish([{ type: 'review-status-learned', name }]);
    },
    keeper: () => {
      const scope = tickets.scope() ?? '';
      return (ticket) => void apply({ kind: 'ticket-read', scope, at: new Date().toISOString(), ticket });
    },
  });
  const filings = createFilingQueue({
    outbox: filingsOfSite(store, site, events),
    source: tickets.source,
    keeper: () => {
      const scope = tickets.scope() ?? '';
      return (ticket) => {
        const at = new Date().toISOString();
        apply({ kind: 'tickets-listed', scope, at, listedAt: at, tickets: [ticket] });
        apply({ kind: 'ticket-read', scope, at, ticket });
      };
    },
  });
  const desk = createSendingDesk(reviews, filings, store, events);
  const givenReviews = createGivenReviews({
    scope: tickets.scope,
    source: tickets.source,
    write: writeActionComment,
  });
  const credentials = createCredentialCache(log);
  const runs = createSync({
    store,
    configuration,
    readAws: (team, access, options) => readTeam(team, access, { ...options, credentials }),
    tickets,
    reviews: {
      flush: async (signal) => {
        await reviews.flush(signal);
        await filings.flush(signal);
      },
    },
    linkCandidates: async () => {
      await compared();
      return linkCandidates(snapshot(), statuses.current().statuses);
    },
    events,
    log,
  });

  const remembered = withRememberedFindings(
    withRememberedPast(withRememberedTickets(store, events), events),
    events,
  );
  const matching = createTicketMatching(events);
  const snapshot = createCurrentSnapshot(events, (version) =>
    takeSnapshot(remembered, version, statuses.current(), tickets.scope(), matching.match),
  );
  const compared = () => {
    snapshot();
    return matching.settled();
  };
  const urlOf = (ticket: string, at = site()) => {
    const { allowHttp } = configuration.current().jira ?? {};
    return ticketPage({ site: at, ...(allowHttp && { allowHttp }) }, ticket);
  };
  const problems = () => [...store.problems(), ...configuration.missing()];
  const warnings = () => {
    const facts = tickets.facts();
    return [...configuration.warnings(), ...(facts ? connectionWarnings(site(), facts, new Date()) : [])];
  };
  const status: StatusSources = {
    ...{ team, coverage: store.coverage, runs, problems, warnings, snapshot, urlOf },
    ticketScope: tickets.scope,
    jira: tickets.facts,
  };
  const account: AccountService = {
    inUse() {
      const connection = tickets.facts();
      return { ...configuration.jira(), ...(connection && { connection }) };
    },
    site: async (typed, signal) => jira.readKind(windows.siteWith(typed), signal),
    check: async (typed, signal) => jira.readAccount(windows.accessWith(typed), signal),
    projects: async (typed, signal) => jira.listProjects(windows.accessWith(typed), signal),
  };
  const choices = createLinkChoices(store, events);
  const verdicts = createTicketVerdicts(store, site, events);
  const lastSeen = (finding?: string) => lastSeenIn(store, team()?.team, finding);
  const features: readonly Feature[] = [
    ({ dispatch, view, news }) =>
      answerFindings(dispatch, { team: () => team()?.team, lastSeen, view, news }),
    ({ dispatch, host, closed }) => answerAccount(dispatch, { account, signOut: host.signOut, closed }),
    ({ dispatch, view }) =>
      answerReviews(dispatch, { reviews: desk, view, known: knownOf(store, () => team()?.team) }),
    ({ dispatch, view }) =>
      answerMoves(dispatch, { source: tickets.source, names: () => statuses.current().statuses, view }),
    ({ dispatch, view }) => answerTicketDetails(dispatch, { source: tickets.source, view }),
    ({ dispatch, view }) => answerReviewCase(dispatch, { givenReviews, view }),
    ({ dispatch, view }) =>
      answerFiling(dispatch, {
        ...{ view, source: tickets.source },
        filings: { submit: desk.file, withdraw: filings.withdraw },
        projects: () => projectsIn(configuration.current().jira?.project) ?? [],
        language: async (signal) =>
          configuration.current().jira?.language ?? (await accountLanguage(tickets.source(), signal)) ?? 'en',
        accountName: accountNames(store, () => team()?.team),
      }),
    ({ dispatch, view, templates }) => answerChoices(dispatch, { choices, view, templates }),
    ({ dispatch, view }) => answerTicketVerdicts(dispatch, { verdicts, view }),
    ({ dispatch, view, templates, client, notify, closed }) =>
      answerSync(dispatch, {
        ...{ runs, team, view, notify, closed },
        problems: () => [...problems(), ...warnings()],
        isWindow: client.isWindow,
        readOn: templates.readOn,
      }),
    ({ dispatch, host }) => answerSettings(dispatch, { configure: host.configure, profiles: listProfiles }),
    ({ dispatch, status, host }) => answerDaemon(dispatch, { status, stop: host.stop }),
    ({ dispatch, connection, templates, view }) => answerLanguage(dispatch, { connection, templates, view }),
  ];
  const workspaces = new Workspaces({ stateDir, log });
  const sessions: SessionInput = {
    log,
    knowledge: { snapshot, compared, statuses: () => statuses.current().statuses, urlOf },
    workspaces,
    statusOf: (templates, locale) => statusOf(status, templates, locale),
    features,
    onChanged: (listener) => events.subscribe(() => listener()),
  };

  return {
    configuration: statuses.current,
    windows,
    runs,
    openSession: (socket, host, onClosed) => openSession(socket, host, sessions, onClosed),
    async close() {
      windows.end();
      matching.end();
      await Promise.all([runs.stop(), desk.settled()]);
      desk.abort();
      await desk.settled();
      await workspaces.close();
      store.close();
    },
  };
}
