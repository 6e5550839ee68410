import path from 'node:path';
import { RelativePattern, Uri, workspace } from 'vscode';
import { type Disposable, DisposableStore } from '../../tools/disposables.ts';
import { fileOnDisk } from '../../tools/file-on-disk.ts';

/** A larger template is not shown. */
const maxBytes = 2_000_000;
const maxFiles = 50;

interface Known {
  readonly watcher: Disposable;
  /** The lines on disk; `undefined` until they were read, and if that failed. */
  lines?: readonly string[] | undefined;
}

/** The lines of templates that pages show: as an editor has them, also unsaved ones, else as they are on disk. */
export class TemplateTexts implements Disposable {
  private readonly lifetime = new DisposableStore();
  /** By path, those that were shown longest ago first. */
  private readonly known = new Map<string, Known>();
  private readonly onChanged: (file: string) => void;

  /** @param onChanged Called with the path of a file that was shown, if its lines may differ. */
  constructor(onChanged: (file: string) => void) {
    this.onChanged = onChanged;
    this.lifetime.add(
      workspace.onDidChangeTextDocument(({ document: { uri } }) => {
        const file = fileOnDisk(uri);
        if (file !== undefined && this.known.has(file)) onChanged(file);
      }),
    );
  }

  /** Returns the lines, or `undefined` if they are not known yet or cannot be read. @param file Absolute path. */
  linesOf(file: string): readonly string[] | undefined {
    const known = this.known.get(file) ?? this.follow(file);
    this.known.delete(file);
    this.known.set(file, known);
    const open = workspace.textDocuments.find(({ uri }) => fileOnDisk(uri) === file);
    return open ? linesIn(open.getText()) : known.lines;
  }

  dispose(): void {
    this.lifetime.dispose();
    for (const { watcher } of this.known.values()) watcher.dispose();
    this.known.clear();
  }

  private follow(file: string): Known {
    const pattern = new RelativePattern(Uri.file(path.dirname(file)), path.basename(file));
    const watcher = workspace.createFileSystemWatcher(pattern);
    const known: Known = { watcher };
    const read = () => void this.read(file, known);
    watcher.onDidChange(read);
    watcher.onDidCreate(read);
    watcher.onDidDelete(read);
    for (const oldest of [...this.known.keys()].slice(0, Math.max(0, this.known.size + 1 - maxFiles))) {
      this.known.get(oldest)?.watcher.dispose();
      this.known.delete(oldest);
    }
    read();
    return known;
  }

  private async read(file: string, known: Known): Promise<void> {
    const uri = Uri.file(file);
    try {
      const { size } = await workspace.fs.stat(uri);
      const bytes = size > maxBytes ? undefined : await workspace.fs.readFile(uri);
      known.lines = bytes && linesIn(new TextDecoder().decode(bytes));
    } catch {
      known.lines = undefined;
    }
    if (this.known.get(file) === known) this.onChanged(file);
  }
}

function linesIn(text: string): string[] {
  return text.split(/\r\n|[\r\n]/);
}
