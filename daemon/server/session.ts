import type { Socket } from 'node:net';
import { ErrorCodes, type InitializeParams, ResponseError } from 'vscode-languageserver';
import type { FindingView } from '#protocol/findings.ts';
import {
  findingsChanged,
  type Hello,
  proveDaemon,
  statusChanged,
  ticketsChanged,
} from '#protocol/messages.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { type Locale, localeOf } from '../base/text.ts';
import type { Snapshot } from '../sync/snapshot.ts';
import { createDeltas } from './deltas.ts';
import { createDiagnostics } from './diagnostics.ts';
import { createDispatch } from './dispatch.ts';
import { answerChoices } from './features/choices.ts';
import { answerFindings } from './features/findings.ts';
import { answerLanguage } from './features/language.ts';
import { answerOperations } from './features/operations.ts';
import { answerReviews } from './features/reviews.ts';
import { prove, readHello } from './handshake.ts';
import { createReadingProgress } from './reading-progress.ts';
import { createSessionTemplates, pathOf } from './session-templates.ts';
import type { SessionHost, SessionView } from './session-view.ts';
import { statusOf } from './status.ts';
import { findingViews, ticketViews } from './views.ts';
import { capabilities, connectionOver, createTell, offerInSources, watchFolders } from './wire.ts';

/** Who has not shown the token by then is sent away: a silent client must not keep the daemon up. In ms. */
const patienceWithStrangers = 10_000;
/** Changes within this time become one message to the window. In ms. */
const burst = 60;
/** A large team's news take long to put together: others get so many times as long before the next. */
const respite = 4;

/** Serves one client over its socket, until either side closes it. Answers how to end it. */
export function openSession(socket: Socket, host: SessionHost, onClosed: () => void): { end(): void } {
  const { core, log } = host;
  let locale: Locale = 'en';
  let client: Hello['client'] | undefined;
  let asked: InitializeParams | undefined;
  const closed = new AbortController();
  const connection = connectionOver(socket, log, () => client !== undefined);
  const dispatch = createDispatch(connection, {
    log,
    locale: () => locale,
    joined: () => client !== undefined,
  });
  const templates = createSessionTemplates(core.workspaces, {
    onChanged() {
      if (client === 'window') reading.changed();
      announce();
    },
    onProgress: (progress) => reading.progressed(progress),
  });
  const reading = createReadingProgress(connection, {
    locale: () => locale,
    isReading: () => templates.read().state === 'reading',
    cancel: templates.cancel,
  });
  const tell = createTell(connection, closed.signal);
  const diagnostics = createDiagnostics(tell);
  const deltas = { findings: createDeltas<FindingView>(), tickets: createDeltas<TicketView>() };
  const strangers = setTimeout(() => client ?? socket.destroy(), patienceWithStrangers);

  /** Findings as last shown: hovers, lenses and announcements ask for the same ones again and again. */
  let shown: { snapshot: Snapshot; links: object; open: FindingView[]; failing: FindingView[] } | undefined;
  const view: SessionView = {
    locale: () => locale,
    viewer: () => ({ locale, statuses: core.configuration().statuses, urlOf: core.urlOf }),
    findings(scope = 'failing') {
      const snapshot = core.snapshot();
      const links = templates.links(snapshot);
      if (scope === 'all') return findingViews(snapshot, links, view.viewer(), scope);
      if (shown?.snapshot !== snapshot || shown.links !== links) {
        const open = findingViews(snapshot, links, view.viewer(), 'open');
        const failing = open.filter(({ resolvedAt }) => resolvedAt === undefined);
        shown = { snapshot, links, open, failing };
      }
      return shown[scope];
    },
    listed: () => view.findings(client === 'window' ? 'open' : 'failing'),
    tickets: () => ticketViews(core.snapshot(), view.viewer()),
    linked: () => templates.linked(core.snapshot),
  };

  /** Tells a window what differs from what it was told; bursts become one message. */
  let announcing: NodeJS.Timeout | undefined;
  let lastCost = 0;
  function announce(): void {
    if (client !== 'window' || announcing) return;
    announcing = setTimeout(
      async () => {
        announcing = undefined;
        if (closed.signal.aborted) return;
        const started = performance.now();
        await dispatch.answer('announce', tellNews).catch(() => {});
        lastCost = performance.now() - started;
      },
      Math.max(burst, lastCost * respite),
    );
  }
  let told: { snapshot: Snapshot; findings: FindingView[] } | undefined;
  function tellNews(): void {
    const snapshot = core.snapshot();
    const { version } = snapshot;
    const findings = view.listed();
    const changedFindings = told?.findings === findings ? undefined : deltas.findings(findings);
    const changedTickets = told?.snapshot === snapshot ? undefined : deltas.tickets(view.tickets());
    told = { snapshot, findings };
    diagnostics.publish(templates.marks(view.findings()), templates.read().failed, locale);
    tell(statusChanged.method, statusOf(core, templates.read(), locale));
    if (changedTickets) tell(ticketsChanged.method, { version, ...changedTickets });
    if (changedFindings) {
      tell(findingsChanged.method, { version, ...changedFindings });
      void connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
    }
  }

  connection.onRequest(proveDaemon.method, (params: unknown) =>
    dispatch.answerStranger('prove', () => prove(params, host.token)),
  );
  connection.onInitialize((params: InitializeParams) =>
    dispatch.answerStranger('initialize', async () => {
      if (client) throw new ResponseError(ErrorCodes.InvalidRequest, 'initialized before');
      locale = localeOf(params.locale);
      const hello = readHello(params.initializationOptions, host.token, host.stop);
      host.welcome(hello);
      client = hello.client;
      asked = params;
      log('info', 'client joined', { client, version: hello.version, locale });
      // A command waits for its links; a window is not kept waiting and hears of them when they are there.
      templates.exclude(hello.excluded ?? []);
      templates.open(pathsOf(params.workspaceFolders));
      if (client === 'command') await templates.linked(core.snapshot);
      return capabilities();
    }),
  );
  // The library answers it before the handshake, too.
  connection.onShutdown(() => dispatch.answer('shutdown', () => {}));
  connection.onInitialized(() => {
    announce();
    if (!asked) return;
    watchFolders(connection, asked.capabilities).catch((error) => log('warn', 'not watching', { error }));
    offerInSources(connection, asked.capabilities).catch((error) =>
      log('warn', 'no actions in source code', { error }),
    );
    if (asked.capabilities.workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const change = () => templates.changeFolders(pathsOf(added), pathsOf(removed));
        dispatch.answer('change folders', change).catch(() => {});
      });
  });
  answerFindings(dispatch, core, view);
  answerReviews(dispatch, core, view);
  answerChoices(dispatch, core, view, templates);
  const status = () => statusOf(core, templates.read(), locale);
  answerOperations(dispatch, tell, host, { ...view, readOn: templates.readOn }, status, closed.signal);
  answerLanguage(connection, dispatch, templates, view);

  const unsubscribe = core.onChanged(announce);
  socket.on('error', (error) => log('warn', 'socket failed', { error }));
  socket.once('close', () => {
    closed.abort();
    clearTimeout(announcing);
    clearTimeout(strangers);
    unsubscribe();
    reading.end();
    templates.close();
    connection.dispose();
    log('info', 'client left', { client });
    onClosed();
  });
  connection.listen();
  return { end: () => socket.destroy() };
}

function pathsOf(folders: readonly { readonly uri: string }[] | null | undefined): string[] {
  return (folders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []);
}
