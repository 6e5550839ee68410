import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Disposable, LogLevel, type LogOutputChannel, workspace } from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  ProgressType,
  State,
} from 'vscode-languageclient/node';
import { clientCommands } from '#protocol/client-commands.ts';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { EditorSettings } from '#protocol/editor.ts';
import type { Hello } from '#protocol/handshake.ts';
import type { Settings } from '#protocol/settings.ts';
import type { Excluded } from '#protocol/templates.ts';
import { protocolVersion } from '#protocol/versions.ts';
import { stoppableProgress } from './reading-progress.ts';
import { templateFiles } from './template-files.ts';

const states: ReadonlyMap<State, ClientState> = new Map([
  [State.Running, 'running'],
  [State.Stopped, 'stopped'],
  [State.StartFailed, 'refused'],
]);

/** The only commands that a link in a hover can run. Their argument is a finding's key, or a list of keys to choose from; none changes anything by itself. */
const trustedCommands = {
  open: clientCommands.openFinding,
  review: clientCommands.reviewFinding,
  ticket: clientCommands.openTicket,
  choose: clientCommands.chooseLink,
};

/** `refused`: the daemon did not accept the handshake, at the start or after a loss. */
export type ClientState = 'running' | 'stopped' | 'refused';

export interface ClientInput {
  readonly paths: DaemonPaths;
  readonly version: string;
  readonly log: LogOutputChannel;
  /** Called at each connection. */
  settings(): Settings;
  excluded(): readonly Excluded[];
  editor(): EditorSettings;
  /** A socket to a daemon that listens. */
  connect(): Promise<Socket>;
  /** Called when a connection was lost. Resolves to whether the client shall connect again. */
  onLost(): Promise<boolean>;
  onState(state: ClientState): void;
}

/**
 * The editor's half of the language server: the library carries documents, diagnostics, hovers, lenses and quick fixes.
 * It cannot be used after a failed start: its owner creates another one.
 */
export class DaemonLanguageClient extends LanguageClient {
  private readonly input: ClientInput;
  /** Templates that change on disk. The library listens to it and does not dispose of it. */
  private readonly watcher;
  private readonly endProgress: () => void;

  constructor(input: ClientInput) {
    const watcher = workspace.createFileSystemWatcher(templateFiles);
    const { endAll, ...middleware } = stoppableProgress((method, params) =>
      this.sendNotification(method, params),
    );
    const options: LanguageClientOptions = {
      documentSelector: [{ scheme: 'file', pattern: templateFiles }],
      synchronize: { fileEvents: watcher },
      initializationOptions: () => helloOf(input),
      outputChannel: input.log,
      traceOutputChannel: untraced(input.log),
      markdown: { isTrusted: { enabledCommands: Object.values(trustedCommands) } },
      middleware,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        async closed() {
          endAll();
          const action = (await input.onLost()) ? CloseAction.Restart : CloseAction.DoNotRestart;
          return { action, handled: true };
        },
      },
    };
    super('guardrail', 'Guardrail', () => this.transport(), options);
    this.input = input;
    this.watcher = watcher;
    this.endProgress = endAll;
    this.onDidChangeState(({ newState }) => {
      const state = states.get(newState);
      if (state) input.onState(state);
    });
  }

  /** Calls back for each step of the request that is sent with this `workDoneToken`. */
  onSteps(token: string, call: (message: string | undefined) => void): Disposable {
    const steps = new ProgressType<{ message?: string }>();
    return this.onProgress(steps, token, ({ message }) => call(message));
  }

  /** Writes to the log only: the connection shows the user each important error once. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override async dispose(timeout?: number): Promise<void> {
    this.watcher.dispose();
    this.endProgress();
    await super.dispose(timeout);
  }

  private async transport() {
    const socket = await this.input.connect();
    return { reader: socket, writer: socket, detached: true };
  }
}

/**
 * A channel that drops every trace, even if its log level or a workspace's `guardrail.trace.server` asks for one: a trace
 * would write the tokens of the handshake to a file.
 */
function untraced(log: LogOutputChannel): LogOutputChannel {
  return { ...log, logLevel: LogLevel.Off, onDidChangeLogLevel: () => new Disposable(() => {}) };
}

function helloOf({ paths, version, settings, excluded, editor }: ClientInput): Hello {
  return {
    protocol: protocolVersion,
    token: readFileSync(paths.tokenFile, 'utf8'),
    client: 'window',
    version,
    settings: settings(),
    excluded: excluded(),
    editor: editor(),
  };
}
