import type { Socket } from 'node:net';
import type { Connection } from 'vscode-languageserver';
import type { Settings } from '#protocol/settings.ts';
import type { Status } from '#protocol/status.ts';
import type { Log } from '../../base/log.ts';
import { memoize } from '../../base/memoize.ts';
import type { Locale } from '../../base/text.ts';
import type { ListFacts } from '../../domain/findings/list/list-findings.ts';
import type { Workspaces } from '../../workspace/worker/host/workspaces.ts';
import type { TemplatesRead } from '../../workspace/worker/messages.ts';
import { createDiagnostics } from '../features/editor/diagnostics.ts';
import { createMarkedFiles } from '../features/editor/marked-files.ts';
import {
  connectionOver,
  createNotify,
  type Notify,
  offerInSources,
  watchFolders,
} from '../listen/connection.ts';
import { createDispatch, type Dispatch } from '../listen/dispatch.ts';
import { createAnnouncements } from './announcements.ts';
import { answerHandshake, type HandshakeHost } from './answer-handshake.ts';
import { type Client, createClient } from './client.ts';
import { createEditorView, type EditorView } from './editor-view.ts';
import { createReadingProgress } from './reading-progress.ts';
import { createSessionView, type Knowledge, type SessionView } from './session-view.ts';
import type { ShownList } from './shown-list.ts';
import type { ShownTickets } from './shown-tickets.ts';
import { createSessionTemplates, type Mark, type SessionTemplates } from './templates.ts';
import { createWindowNews, type WindowNews } from './window-news.ts';

/** A client must send the token within this time: one that sends nothing must not keep the daemon running. */
const handshakeTimeoutMs = 10_000;

/** The effects that a client has on the daemon. */
export interface SessionHost extends HandshakeHost {
  /** Uses the settings of this session's window. A command has no settings. */
  configure(settings: Settings): void;
  /** Forgets the token that this session's window gave. */
  signOut(): void;
}

/** The parts of one session that features use; they live as long as its connection. */
export interface Session {
  readonly host: SessionHost;
  readonly client: Client;
  readonly connection: Connection;
  readonly dispatch: Dispatch;
  readonly notify: Notify;
  readonly templates: SessionTemplates;
  readonly view: SessionView;
  readonly editor: EditorView;
  /** Called when the settings of the window's editor changed: shows what differs. */
  readonly showEditorSettings: () => void;
  /** The news of a window, which is later notified of differences to its lists. */
  readonly news: () => WindowNews | undefined;
  /** Returns the facts of lists, filters and searches that no finding has. Their functions remember answers: they are for one list. */
  readonly listFacts: () => ListFacts;
  /** The lists of findings and of tickets that a window shows. */
  readonly shown: ShownList;
  readonly shownTickets: ShownTickets;
  readonly status: () => Status;
  readonly closed: AbortSignal;
}

/** Registers handlers for some messages of a session. */
export type Feature = (session: Session) => void;

export interface SessionInput {
  readonly log: Log;
  readonly knowledge: Knowledge;
  readonly listFacts: () => Omit<ListFacts, 'pathIn'>;
  readonly workspaces: Workspaces;
  readonly statusOf: (templates: TemplatesRead, locale: Locale) => Status;
  readonly features: readonly Feature[];
  /** Calls back after every change. Returns a function that stops this. */
  onChanged(listener: () => void): () => void;
}

/** Serves one client over its socket, until either side closes it. Returns a handle to end it. */
export function openSession(
  socket: Socket,
  host: SessionHost,
  { log, knowledge, listFacts, workspaces, statusOf, features, onChanged }: SessionInput,
  onClosed: () => void,
): { end(): void } {
  const ended = new AbortController();
  const closed = ended.signal;
  const client = createClient();
  const { connection, flushed } = connectionOver(socket, log, client.isAuthenticated);
  const dispatch = createDispatch(connection, { log, ...client });
  const notify = createNotify(connection, closed);

  const templates = createSessionTemplates(workspaces, {
    onChanged() {
      if (client.isWindow()) reading.changed();
      if (templates.read().state === 'reading') announcements.soon();
      else announcements.saved();
    },
    onTyped: () => announcements.typed(),
    onProgress: (progress) => reading.progressed(progress),
  });
  const reading = createReadingProgress(connection, {
    locale: client.locale,
    isReading: () => templates.read().state === 'reading',
    cancel: templates.cancel,
  });
  const view = createSessionView(knowledge, client, templates);
  const editor = createEditorView(view, templates);

  const announcements = createAnnouncements({
    isWindow: client.isWindow,
    flushed,
    closed,
    send: () => dispatch.answer('announce', sendChanges).catch(() => {}),
  });
  const factsHere = () => ({ ...listFacts(), pathIn: memoize(templates.pathIn) });
  const status = () => statusOf(templates.read(), client.locale());
  const news = createWindowNews({
    ...view,
    notify,
    status,
    listFacts: factsHere,
    version: () => view.snapshot().version,
    findings: view.listed,
    onReleased: announcements.soon,
  });
  const diagnostics = createDiagnostics(notify);
  const markedFiles = createMarkedFiles(notify);
  let lensed: ReadonlyMap<string, readonly Mark[]> = new Map();
  function sendChanges(): void {
    const { failed } = templates.read();
    const marks = editor.marks();
    markedFiles.publish(marks);
    diagnostics.publish(
      { marks, failed, isShown: editor.isDiagnosed, isOpen: editor.isOpen },
      client.locale(),
    );
    news.send();
    if (!isSameMarks(lensed, marks)) refreshLenses();
    lensed = marks;
  }
  function refreshLenses(): void {
    void connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
  }

  answerHandshake(connection, dispatch, {
    client,
    host,
    editor,
    templates,
    linked: view.linked,
    log,
    onReady() {
      if (client.isWindow()) news.begin();
      announcements.soon();
      const capabilities = client.capabilities();
      if (!capabilities) return;
      watchFolders(connection, capabilities).catch((error) => log('warn', 'not watching', { error }));
      offerInSources(connection, capabilities).catch((error) =>
        log('warn', 'no actions in source code', { error }),
      );
    },
  });
  const session: Session = {
    host,
    client,
    connection,
    dispatch,
    notify,
    templates,
    editor,
    showEditorSettings() {
      refreshLenses();
      announcements.soon();
    },
    view,
    news: () => (client.isWindow() ? news : undefined),
    listFacts: factsHere,
    shown: news.shown,
    shownTickets: news.shownTickets,
    status,
    closed,
  };
  for (const answer of features) answer(session);

  const handshakeTimer = setTimeout(() => client.isAuthenticated() || socket.destroy(), handshakeTimeoutMs);
  const unsubscribe = onChanged(announcements.soon);
  socket.on('error', (error) => log('warn', 'socket failed', { error }));
  socket.once('close', () => {
    ended.abort();
    clearTimeout(handshakeTimer);
    unsubscribe();
    announcements.end();
    reading.end();
    templates.close();
    connection.dispose();
    log('info', 'client left', { client: client.kind() });
    onClosed();
  });
  connection.listen();
  return { end: () => socket.destroy() };
}

/** A file whose marks are equal keeps its list. */
function isSameMarks(
  one: ReadonlyMap<string, readonly Mark[]>,
  other: ReadonlyMap<string, readonly Mark[]>,
): boolean {
  return one.size === other.size && [...one].every(([file, marks]) => other.get(file) === marks);
}
