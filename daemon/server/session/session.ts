import type { Socket } from 'node:net';
import { ErrorCodes, type InitializeParams, ResponseError } from 'vscode-languageserver';
import type { FindingView } from '#protocol/findings.ts';
import { type Hello, proveDaemon } from '#protocol/handshake.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { type Locale, localeOf } from '../../base/text.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import { answerAccount } from '../features/account.ts';
import { answerChoices } from '../features/choices.ts';
import { createDiagnostics } from '../features/editor/diagnostics.ts';
import { answerFindings } from '../features/findings.ts';
import { answerLanguage } from '../features/language.ts';
import { answerOperations } from '../features/operations.ts';
import { answerReviews } from '../features/reviews.ts';
import {
  capabilities,
  connectionOver,
  createTell,
  offerInSources,
  watchFolders,
} from '../listen/connection.ts';
import { createDispatch } from '../listen/dispatch.ts';
import { prove, readHello } from '../listen/handshake.ts';
import { findingViews, ticketViews } from '../views/findings.ts';
import { statusOf } from '../views/status.ts';
import { pathOf } from './file-uri.ts';
import { createReadingProgress } from './reading-progress.ts';
import type { SessionHost, SessionView } from './session-view.ts';
import { createSessionTemplates } from './templates.ts';
import { createWindowNews } from './window-news.ts';

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
  const { connection, flushed } = connectionOver(socket, log, () => client !== undefined);
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
  const strangers = setTimeout(() => client ?? socket.destroy(), patienceWithStrangers);

  /** Findings as last shown: hovers, lenses and announcements ask for the same ones again and again. */
  let shown: { snapshot: Snapshot; links: object; open: FindingView[]; failing: FindingView[] } | undefined;
  let shownTickets: { snapshot: Snapshot; views: TicketView[] } | undefined;
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
    tickets() {
      const snapshot = core.snapshot();
      if (shownTickets?.snapshot !== snapshot)
        shownTickets = { snapshot, views: ticketViews(snapshot, view.viewer()) };
      return shownTickets.views;
    },
    linked: () => templates.linked(core.snapshot),
  };

  /** Tells a window what differs from what it was told; bursts, and what happens while it does not read, become one message. */
  let announcing: NodeJS.Timeout | undefined;
  let lastCost = 0;
  function announce(): void {
    if (client !== 'window' || announcing) return;
    announcing = setTimeout(
      async () => {
        await flushed();
        announcing = undefined;
        if (closed.signal.aborted) return;
        const started = performance.now();
        await dispatch.answer('announce', tellNews).catch(() => {});
        lastCost = performance.now() - started;
      },
      Math.max(burst, lastCost * respite),
    );
  }
  const status = () => statusOf(core, templates.read(), locale);
  const news = createWindowNews({
    ...view,
    tell,
    status,
    version: () => core.snapshot().version,
    findings: view.listed,
    onReleased: announce,
  });
  function tellNews(): void {
    const marked = diagnostics.publish(templates.marks(view.findings()), templates.read().failed, locale);
    const told = news.tell();
    if (marked || told) void connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
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
    if (client === 'window') news.begin();
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
  answerFindings(dispatch, core, view, () => (client === 'window' ? news : undefined));
  answerAccount(dispatch, host, closed.signal);
  answerReviews(dispatch, core, view);
  answerChoices(dispatch, core, view, templates);
  const isWindow = () => client === 'window';
  const operating = { ...view, readOn: templates.readOn, isWindow };
  answerOperations(dispatch, tell, host, operating, status, closed.signal);
  answerLanguage(connection, dispatch, templates, view);

  const unsubscribe = core.onChanged(announce);
  socket.on('error', (error) => log('warn', 'socket failed', { error }));
  socket.once('close', () => {
    closed.abort();
    clearTimeout(announcing);
    news.end();
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
