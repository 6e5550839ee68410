import type { Socket } from 'node:net';
import {
  type Connection,
  createConnection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import {
  createProtocolConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-languageserver/node';
import type { FindingView } from '#protocol/findings.ts';
import {
  findingsChanged,
  type Hello,
  protocolVersion,
  statusChanged,
  ticketsChanged,
  type Welcome,
} from '#protocol/messages.ts';
import type { TicketView } from '#protocol/tickets.ts';
import type { Log } from '../base/log.ts';
import { type Locale, localeOf } from '../base/text.ts';
import { productVersion } from '../base/version.ts';
import { createDeltas } from './deltas.ts';
import { createDiagnostics } from './diagnostics.ts';
import { createDispatch } from './dispatch.ts';
import { answerFindings } from './features/findings.ts';
import { answerLanguage } from './features/language.ts';
import { answerOperations } from './features/operations.ts';
import { answerReviews } from './features/reviews.ts';
import { readHello } from './handshake.ts';
import { createSessionTemplates, pathOf } from './session-templates.ts';
import type { SessionHost, SessionView } from './session-view.ts';
import { statusOf } from './status.ts';
import { findingViews, ticketViews } from './views.ts';

/** Serves one client over its socket, until either side closes it. Answers how to end it. */
export function openSession(socket: Socket, host: SessionHost, onClosed: () => void): { end(): void } {
  const { core, log } = host;
  let locale: Locale = 'en';
  let client: Hello['client'] | undefined;
  const connection = connect(socket, log);
  const dispatch = createDispatch(connection, log, () => locale);
  const templates = createSessionTemplates(() => announce());
  const diagnostics = createDiagnostics(connection);
  const deltas = { findings: createDeltas<FindingView>(), tickets: createDeltas<TicketView>() };
  const closed = new AbortController();

  const view: SessionView = {
    locale: () => locale,
    viewer: () => ({ locale, statuses: core.configuration().statuses, urlOf: core.urlOf }),
    findings: (options) => {
      const snapshot = core.snapshot();
      return findingViews(snapshot, templates.links(snapshot), view.viewer(), options);
    },
    tickets: () => ticketViews(core.snapshot(), view.viewer()),
  };

  /** Tells a window what differs from what it was told; bursts become one message. */
  let announcing: NodeJS.Timeout | undefined;
  function announce(): void {
    if (client !== 'window' || announcing) return;
    announcing = setTimeout(() => {
      announcing = undefined;
      if (closed.signal.aborted) return;
      void dispatch.answer('announce', tell).catch(() => {});
    }, 60);
  }
  function tell(): void {
    const { version } = core.snapshot();
    const findings = view.findings();
    const changedFindings = deltas.findings(findings);
    const changedTickets = deltas.tickets(view.tickets());
    diagnostics.publish(templates.marks(findings), locale);
    void connection.sendNotification(statusChanged.method, statusOf(core, templates.files(), locale));
    if (changedTickets)
      void connection.sendNotification(ticketsChanged.method, { version, ...changedTickets });
    if (changedFindings) {
      void connection.sendNotification(findingsChanged.method, { version, ...changedFindings });
      void connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
    }
  }

  connection.onInitialize((params: InitializeParams) =>
    dispatch.answer('initialize', async () => {
      locale = localeOf(params.locale);
      const hello = readHello(params.initializationOptions, host.token);
      host.welcome(hello);
      client = hello.client;
      log('info', 'client joined', { client, version: hello.version, locale });
      const folders = foldersOf(params);
      // A command waits for its links; a window is not kept waiting and hears of them when they are there.
      const opened = templates.open(folders, closed.signal);
      if (client === 'command') await opened;
      else opened.catch((error) => closed.signal.aborted || log('error', 'templates failed', { error }));
      return capabilities();
    }),
  );
  connection.onInitialized(announce);
  answerFindings(dispatch, core, view);
  answerReviews(dispatch, core, view);
  answerOperations(dispatch, connection, host, view, () => statusOf(core, templates.files(), locale));
  answerLanguage(connection, dispatch, templates, view);

  const unsubscribe = core.onChanged(announce);
  socket.on('error', (error) => log('warn', 'socket failed', { error }));
  socket.once('close', () => {
    closed.abort();
    clearTimeout(announcing);
    unsubscribe();
    connection.dispose();
    log('info', 'client left', { client });
    onClosed();
  });
  connection.listen();
  return { end: () => socket.destroy() };
}

/**
 * The `/node` flavour of `createConnection` ends the whole process when its client says `exit` or dies;
 * here one closed window must not take the others along, so `exit` only closes this socket.
 */
function connect(socket: Socket, log: Log): Connection {
  const watchDog = { shutdownReceived: false, initialize: () => {}, exit: () => socket.end() };
  return createConnection(
    (logger) =>
      createProtocolConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket), {
        ...logger,
        error: (message: string) => log('warn', 'connection', { message }),
      }),
    watchDog,
  );
}

function foldersOf(params: InitializeParams): string[] {
  return (params.workspaceFolders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []);
}

function capabilities(): InitializeResult {
  const welcome: Welcome = { protocol: protocolVersion, version: productVersion, pid: process.pid };
  return {
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      codeLensProvider: {},
      codeActionProvider: { codeActionKinds: ['quickfix'] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      experimental: { guardrail: welcome },
    },
    serverInfo: { name: 'guardrail', version: productVersion },
  };
}
