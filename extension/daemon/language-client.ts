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

/** Where templates may be. What else these files are is the daemon's business. */
const templates = '**/*.{yaml,yml,json,template}';

export interface ClientInput {
  readonly place: DaemonPaths;
  readonly version: string;
  readonly log: LogOutputChannel;
  /** Asked anew at each connection. */
  settings(): Settings;
  excluded(): readonly Excluded[];
  /** A socket to a daemon that listens. */
  connect(): Promise<Socket>;
  onLost(): Promise<CloseHandlerResult>;
}

/**
 * The editor's half of the language server: documents, diagnostics, hovers, lenses and quick fixes travel by
 * themselves. It does not survive a failed start; whoever owns it makes another one.
 */
export class DaemonLanguageClient extends LanguageClient {
  private readonly input: ClientInput;
  /** Templates that change on disk, however they change. A client listens to it and does not own it. */
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

  /** Goes to the log alone: what a person must know is said once, by the connection. */
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
 * A channel that takes no trace, whatever its log level and a workspace's `guardrail.trace.server` ask for: a trace
 * would write the tokens of the handshake to a file.
 */
function untraced(log: LogOutputChannel): LogOutputChannel {
  return { ...log, logLevel: LogLevel.Off, onDidChangeLogLevel: () => new Disposable(() => {}) };
}

function helloOf({ place, version, settings, excluded }: ClientInput): Hello {
  return {
    protocol: protocolVersion,
    token: readFileSync(place.tokenFile, 'utf8'),
    client: 'window',
    version,
    settings: settings(),
    excluded: excluded(),
  };
}
