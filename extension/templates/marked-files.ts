import { commands, EventEmitter, Uri } from 'vscode';
import { markedFilesChanged } from '#protocol/editor.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { type Disposable, DisposableStore } from '../tools/disposables.ts';
import { foldersOf } from './chosen-files.ts';

/** The keys of the contexts in which menus look up `resourcePath`. */
const [filesKey, foldersKey] = ['guardrail.filesWithFindings', 'guardrail.foldersWithFindings'];

/** The files of this window's folders in which the daemon shows findings. */
export class MarkedFiles implements Disposable {
  private readonly lifetime = new DisposableStore();
  private readonly files = new Map<string, Uri>();
  private readonly changed = this.lifetime.add(new EventEmitter<void>());
  /** Fires if the findings of a file changed. */
  readonly onChanged = this.changed.event;

  constructor(connection: DaemonConnection) {
    this.lifetime.add(
      connection.onNotification(markedFilesChanged, ({ changed, removed }) => this.apply(changed, removed)),
    );
    // The next connection reports all files again.
    this.lifetime.add(connection.onChanged(() => this.apply([], [...this.files.keys()])));
  }

  has(uri: Uri): boolean {
    return this.files.has(keyOf(uri));
  }

  get all(): readonly Uri[] {
    return [...this.files.values()];
  }

  dispose(): void {
    this.lifetime.dispose();
  }

  private apply(changed: readonly string[], removed: readonly string[]): void {
    const before = this.files.size;
    const isKnown = changed.every((uri) => this.files.has(keyOf(Uri.parse(uri))));
    for (const uri of removed) this.files.delete(keyOf(Uri.parse(uri)));
    for (const uri of changed) this.files.set(keyOf(Uri.parse(uri)), Uri.parse(uri));
    if (!isKnown || this.files.size !== before) this.updateContext();
    this.changed.fire();
  }

  /** In a window that is connected to another machine, menus know a file by its path there; else as this machine writes it. */
  private updateContext(): void {
    const paths = [...this.files.values()].flatMap(({ path, fsPath }) => [path, fsPath]);
    const known = (each: Iterable<string>) => Object.fromEntries([...each].map((path) => [path, true]));
    void commands.executeCommand('setContext', filesKey, known(paths));
    void commands.executeCommand('setContext', foldersKey, known(foldersOf(paths)));
    void commands.executeCommand('setContext', 'guardrail.hasFilesWithFindings', this.files.size > 0);
  }
}

function keyOf(uri: Uri): string {
  return uri.toString();
}
