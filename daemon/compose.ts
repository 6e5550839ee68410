import path from 'node:path';
import { createEventBus } from './base/event-bus.ts';
import { type Log, logOfArea } from './base/log.ts';
import { memoize } from './base/memoize.ts';
import type { Environment } from './configuration/configuration.ts';
import type { ConfigurationFile } from './configuration/configuration-file.ts';
import { decidedElsewhere } from './configuration/decided-elsewhere.ts';
import {
  createConfigurationFile,
  readConfigurationText,
  writeConfigurationText,
} from './configuration/file/text-on-disk.ts';
import { followFile } from './configuration/follow-file.ts';
import { projectsIn } from './configuration/jira-project.ts';
import { createLiveConfiguration } from './configuration/live-configuration.ts';
import { createWindowPolicy } from './configuration/window-policy.ts';
import type { ListFacts } from './domain/findings/list/list-findings.ts';
import { accountLanguage } from './domain/tickets/actions/action-comment.ts';
import { createActionQueue } from './domain/tickets/actions/action-queue.ts';
import { connectionWarnings } from './domain/tickets/connection-warnings.ts';
import { createFilingQueue } from './domain/tickets/filing/filing-queue.ts';
import { isOnThisMachine } from './integrations/aws/connection/endpoint.ts';
import {
  listProfiles,
  readAccountOf,
  readAggregators,
  readRegions,
  readUnits,
} from './integrations/aws/read-choices.ts';
import { readExplanation } from './integrations/aws/read-explanation.ts';
import { createCredentialCache, readTeam } from './integrations/aws/read-team.ts';
import { jiraConnector } from './integrations/jira/connect.ts';
import { ticketPage } from './integrations/jira/site.ts';
import { type AccountService, answerAccount } from './server/features/account.ts';
import { type AwsChoices, answerAwsChoices } from './server/features/aws-choices.ts';
import { answerChoices } from './server/features/choices.ts';
import {
  answerConfigurationFile,
  type ConfigurationService,
  createConfigurationEditing,
} from './server/features/configuration-file.ts';
import { answerDaemon } from './server/features/daemon.ts';
import { answerExplanation } from './server/features/explanation.ts';
import { answerFiling } from './server/features/filing.ts';
import { answerFindingDetails } from './server/features/finding-details.ts';
import { answerFindingList } from './server/features/finding-list.ts';
import { answerFindings } from './server/features/findings.ts';
import { answerLanguage } from './server/features/language.ts';
import { answerLog } from './server/features/log.ts';
import { answerMoves } from './server/features/moves.ts';
import { answerNotifications } from './server/features/notifications.ts';
import { answerReviewCase } from './server/features/review-case.ts';
import { answerReviews } from './server/features/reviews.ts';
import { answerSettings } from './server/features/settings.ts';
import { answerSubjects } from './server/features/subjects.ts';
import { answerSync } from './server/features/sync.ts';
import { answerTicketDetails } from './server/features/ticket-details.ts';
import { answerTicketList } from './server/features/ticket-list.ts';
import { answerTicketVerdicts } from './server/features/ticket-verdicts.ts';
import type { ServedDaemon } from './server/listen/serve.ts';
import { type Feature, openSession, type SessionInput } from './server/session/session.ts';
import { writeActionComment } from './server/texts/action-comment.ts';
import { type StatusSources, statusOf } from './server/views/status.ts';
import { openStore } from './store/sqlite/open-store.ts';
import { announcedOutbox } from './sync/announced-outbox.ts';
import { answerOfNow } from './sync/aws-answers.ts';
import { createCurrentSnapshot } from './sync/current-snapshot.ts';
import { createApply, type SyncEvent } from './sync/events.ts';
import { filingsOfSite } from './sync/filings-of-site.ts';
import { createGivenReviews } from './sync/given-reviews.ts';
import { accountNames, knownOf } from './sync/known-of.ts';
import { createKnownStatuses } from './sync/known-statuses.ts';
import { lastSeenIn } from './sync/last-seen.ts';
import { createLinkChoices } from './sync/link-choices.ts';
import { createMyself } from './sync/myself.ts';
import { createNotificationDesk } from './sync/notification-desk.ts';
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
  /** The absolute path of that file, which may not exist. */
  readonly configurationPath: string;
  /** A folder that exists. */
  readonly stateDir: string;
  readonly log: Log;
}

/** The only place where services are constructed. */
export function compose({ env, readFile, configurationPath, stateDir, log }: ComposeInput): ServedDaemon {
  const events = createEventBus<SyncEvent>((error) => log('error', 'a subscriber failed', { error }));
  /** Reads everything again. */
  const renew = (type: 'configuration-changed' | 'store-rebuilt') => {
    events.publish([{ type }]);
    void runs.renew();
  };
  const statusChanged = () => events.publish([{ type: 'status-changed' }]);
  const storeLog = logOfArea(log, 'store');
  const store = openStore(path.join(stateDir, 'guardrail.db'), {
    // After the call that met the damage has returned: what is gone from the store is read again.
    onRebuilt({ aside, cause }) {
      storeLog('error', 'store rebuilt', { aside, error: cause });
      setImmediate(() => renew('store-rebuilt'));
    },
    onTrouble: () => setImmediate(statusChanged),
  });
  for (const problem of store.problems()) storeLog('error', 'store rebuilt', { message: problem.message });

  const configuration = createLiveConfiguration(env, readFile);
  const windows = createWindowPolicy(configuration, {
    hide: log.hide,
    onChanged: () => renew('configuration-changed'),
    onSame: statusChanged,
  });
  const followed = followFile(configurationPath, configuration, () => renew('configuration-changed'));
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
  const desk = createSendingDesk(reviews, filings, store, events, (ticket) => notifications.answered(ticket));
  const givenReviews = createGivenReviews({
    scope: tickets.scope,
    source: tickets.source,
    write: writeActionComment,
  });
  const credentials = createCredentialCache(logOfArea(log, 'aws'));
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
    log: logOfArea(log, 'sync'),
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
  const notifications = createNotificationDesk({
    ...{ store, events, log: logOfArea(log, 'notifications'), isReading: runs.running },
    facts: () => ({ snapshot: snapshot(), statuses: statuses.current().statuses }),
    team: () => (configuration.missing().length === 0 ? team()?.team : undefined),
  });
  const configurationFile: ConfigurationService = {
    file: configurationPath,
    create: (text) => createConfigurationFile(configurationPath, text),
    read: () => readConfigurationText(configurationPath),
    write: (text) => writeConfigurationText(configurationPath, text),
    saved: followed.saved,
    elsewhere: () => decidedElsewhere(configuration.aws(), configuration.jira()),
    onChanged: (listener) => events.subscribe(listener),
  };
  const awsAccess = () => configuration.current().aws;
  const awsChoices: AwsChoices = {
    inUse: configuration.aws,
    profiles: listProfiles,
    units: (options) => readUnits(awsAccess(), credentials, options),
    regions: (signal) => readRegions(awsAccess(), credentials, signal),
    accountOf: (profile, signal) => readAccountOf(profile, awsAccess(), credentials, signal),
    aggregators: (regions, options) => readAggregators(awsAccess(), credentials, regions, options),
  };
  const choices = createLinkChoices(store, events);
  const verdicts = createTicketVerdicts(store, site, events);
  const myself = createMyself(tickets.source, statusChanged);
  const listFacts = (): Omit<ListFacts, 'pathIn'> => ({
    accountName: memoize(accountNames(store, () => team()?.team)),
    mine() {
      const user = myself.known();
      return user && ((finding) => snapshot().ticketOf.get(finding)?.assigneeId === user.id);
    },
  });
  const lastSeen = (finding?: string) => lastSeenIn(store, team()?.team, finding);
  const features: readonly Feature[] = [
    ({ dispatch, view, news }) =>
      answerFindings(dispatch, { team: () => team()?.team, lastSeen, view, news }),
    ({ dispatch, view, news, templates, listFacts: facts }) =>
      answerSubjects(dispatch, { view, news, facts, templates }),
    ({ dispatch, shown }) => answerFindingList(dispatch, shown, myself.answered),
    ({ dispatch, shownTickets }) => answerTicketList(dispatch, shownTickets),
    ({ dispatch, view }) =>
      answerFindingDetails(dispatch, {
        ...{ store: remembered, team: () => team()?.team, scope: tickets.scope, site, view },
        accountName: accountNames(store, () => team()?.team),
      }),
    ({ dispatch, view }) =>
      answerExplanation(dispatch, {
        async read(finding, signal) {
          const settings = team();
          return settings
            ? readExplanation(awsAccess(), credentials, { team: settings, finding }, signal)
            : {};
        },
        view,
      }),
    ({ dispatch, host, closed }) => answerAccount(dispatch, { account, signOut: host.signOut, closed }),
    ({ dispatch, view }) =>
      answerReviews(dispatch, { reviews: desk, view, known: knownOf(store, () => team()?.team) }),
    ({ dispatch, view }) =>
      answerMoves(dispatch, { source: tickets.source, names: () => statuses.current().statuses, view }),
    ({ dispatch, view }) =>
      answerTicketDetails(dispatch, { source: tickets.source, write: writeActionComment, view }),
    ({ dispatch, view }) =>
      answerReviewCase(dispatch, {
        ...{ givenReviews, view },
        awsOf: (ticket) => answerOfNow(store, team()?.team, snapshot(), ticket),
      }),
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
    ({ dispatch, client, notify, closed }) =>
      answerNotifications(dispatch, {
        ...{ desk: notifications, locale: client.locale, notify, closed },
        accountName: accountNames(store, () => team()?.team),
      }),
    ({ dispatch, client, notify, closed }) =>
      answerLog(dispatch, { follow: log.follow, isWindow: client.isWindow, notify, closed }),
    ({ dispatch, host }) => answerSettings(dispatch, host.configure),
    ({ dispatch, client, notify, closed }) =>
      answerAwsChoices(dispatch, { choices: awsChoices, locale: client.locale, notify, closed }),
    ({ dispatch, status, host }) => answerDaemon(dispatch, { status, stop: host.stop }),
    ({ dispatch, client }) => answerConfigurationFile(dispatch, { service: configurationFile, client }),
    ({ dispatch, connection, templates, view, client, notify, editor, showEditorSettings, closed }) =>
      answerLanguage(dispatch, {
        ...{ connection, templates, locale: view.locale, editor, showEditorSettings },
        configuration: createConfigurationEditing(
          { service: configurationFile, connection, client, notify },
          closed,
        ),
      }),
  ];
  const workspaces = new Workspaces({ stateDir, log: logOfArea(log, 'templates') });
  const sessions: SessionInput = {
    log: logOfArea(log, 'client'),
    knowledge: {
      ...{ snapshot, compared, urlOf },
      statuses: () => statuses.current().statuses,
      hasConsole: () => !isOnThisMachine(configuration.current().aws.endpoint),
    },
    listFacts,
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
      followed.end();
      matching.end();
      notifications.end();
      await Promise.all([runs.stop(), desk.settled()]);
      desk.abort();
      await desk.settled();
      await workspaces.close();
      store.close();
    },
  };
}
