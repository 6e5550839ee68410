import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { Disposable, LogLevel, type LogOutputChannel, workspace } from 'vscode';
import {
  type CloseHandlerResult,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import type { Hello } from '#protocol/handshake.ts';
import type { Settings } from '#protocol/settings.ts';
import type { Excluded } from '#protocol/templates.ts';
import { protocolVersion } from '#protocol/versions.ts';
import { stoppableProgress } from './reading-progress.ts';

/** Files that may be templates. The daemon decides which are. */
const templates = '**/*.{yaml,yml,json,template}';

export interface ClientInput {
  readonly paths: DaemonPaths;
  readonly version: string;
  readonly log: LogOutputChannel;
  /** Called at each connection. */
  settings(): Settings;
  excluded(): readonly Excluded[];
  /** A socket to a daemon that listens. */
  connect(): Promise<Socket>;
  onLost(): Promise<CloseHandlerResult>;
}

/**
 * The editor's half of the language server: the library carries documents, diagnostics, hovers, lenses and quick fixes.
 * It cannot be used after a failed start: its owner creates another one.
 */
export class DaemonLanguageClient extends LanguageClient {
  private readonly input: ClientInput;
  /** Templates that change on disk. The library listens to it and does not dispose of it. */
  private readonly watcher;

  constructor(input: ClientInput) {
    const watcher = workspace.createFileSystemWatcher(templates);
    const options: LanguageClientOptions = {
      documentSelector: [{ scheme: 'file', pattern: templates }],
      synchronize: { fileEvents: watcher },
      initializationOptions: () => helloOf(input),
      outputChannel: input.log,
      traceOutputChannel: untraced(input.log),
      middleware: stoppableProgress((method, params) => this.sendNotification(method, params)),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => input.onLost(),
      },
    };
    super('guardrail', 'Guardrail', () => this.transport(), options);
    this.input = input;
    this.watcher = watcher;
  }

  /** Writes to the log only: the connection shows the user each important error once. */
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }

  override async dispose(timeout?: number): Promise<void> {
    this.watcher.dispose();
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

function helloOf({ paths, version, settings, excluded }: ClientInput): Hello {
  return {
    protocol: protocolVersion,
    token: readFileSync(paths.tokenFile, 'utf8'),
    client: 'window',
    version,
    settings: settings(),
    excluded: excluded(),
  };
}
