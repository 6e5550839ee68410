import path from 'node:path';
import type { FindingView } from '#protocol/findings.ts';
import type { DeclaredAt } from '#protocol/links.ts';
import type { Excluded } from '#protocol/templates.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import type { Listeners } from '../../workspace/worker/host/workspace-view.ts';
import type { Workspaces } from '../../workspace/worker/host/workspaces.ts';
import type { Links } from '../../workspace/worker/links.ts';
import type { TemplatesRead } from '../../workspace/worker/messages.ts';
import { createKeptMarks } from '../features/editor/kept-marks.ts';
import type { Mark } from '../features/editor/marks.ts';
import { createPositions, type TypedTemplate } from '../features/editor/positions.ts';
import { type OpenFolder, pathOf } from './file-uri.ts';
import type { OpenText } from './open-text.ts';

export type { Mark };

/**
 * The templates of one session: its folders' files as they are on disk, with the positions of the open texts.
 * While an open text does not parse, its last known positions stay and move with each edit.
 */
export function createSessionTemplates(
  workspaces: Workspaces,
  listeners: Listeners & {
    /** Called after a text was opened, changed or closed. */
    onTyped(): void;
  },
) {
  const view = workspaces.view(listeners);
  /** By path. */
  let folders: ReadonlyMap<string, OpenFolder> = new Map();
  let excluded: ReadonlyMap<string, readonly string[]> = new Map();
  const openTexts = new Map<string, OpenText>();
  const typed: TypedTemplate = (file) => openTexts.get(file)?.template();
  const keptMarks = createKeptMarks(typed);

  const openFolders = () =>
    view.open(
      [...folders.values()].map((folder) => ({ ...folder, exclude: excluded.get(folder.path) ?? [] })),
    );

  return {
    /** Reads these folders instead of the former ones, whose templates stay in use until that is done. */
    open(opened: readonly OpenFolder[]): void {
      folders = new Map(opened.map((folder) => [folder.path, folder]));
      openFolders();
    },
    /** Like `open`, with some folders added and some removed. */
    changeFolders(added: readonly OpenFolder[], removed: readonly OpenFolder[]): void {
      const gone = new Set(removed.map(({ path }) => path));
      this.open([...[...folders.values()].filter(({ path }) => !gone.has(path)), ...added]);
    },
    /** Sets the globs that the editor hides, by folder. */
    exclude(hidden: readonly Excluded[]): void {
      const before = JSON.stringify([...excluded]);
      excluded = new Map(hidden.map(({ folder, globs }) => [pathOf(folder) ?? '', globs]));
      if (JSON.stringify([...excluded]) !== before) openFolders();
    },
    /** Handles changes on disk: reads these files again, and those below a folder of that name. */
    refresh(uris: readonly string[]): void {
      view.changed(uris.flatMap((uri) => pathOf(uri) ?? []));
    },
    cancel: () => view.cancel(),
    readOn: () => view.readOn(),
    /** Handles a text that was opened or changed: positions follow it. */
    edited(text: OpenText): void {
      const file = pathOf(text.uri);
      if (file === undefined) return;
      openTexts.set(file, text);
      keptMarks.textChanged(file);
      listeners.onTyped();
    },
    closed(uri: string): void {
      const file = pathOf(uri);
      if (file === undefined || !openTexts.delete(file)) return;
      keptMarks.textChanged(file);
      listeners.onTyped();
    },
    isOpen: (file: string) => openTexts.has(file),
    /** Returns the last known links; newer ones follow if the snapshot or the templates are newer. */
    links: (snapshot: Snapshot): Links => view.linksBy(snapshot),
    /** Resolves once `links` are made from the newest snapshot and all templates. */
    linked: (snapshot: () => Snapshot): Promise<void> => view.linked(snapshot),
    /** Returns a function that places what is on disk where the user sees it now, for one answer. */
    positions: () => createPositions(typed),
    /** Returns findings by file, each at the position that the user sees now. */
    marks: (views: readonly FindingView[]): ReadonlyMap<string, readonly Mark[]> => keptMarks.of(views),
    /**
     * Returns a file's path below the folder of this session that has it, with the folder's name if there are several; the whole path
     * if none has it.
     */
    pathIn(file: string): string {
      const own = [...folders.keys()].filter((folder) => file.startsWith(`${folder}${path.sep}`));
      if (own.length === 0) return file;
      const deepest = own.reduce((one, other) => (other.length > one.length ? other : one));
      return path.relative(folders.size > 1 ? path.dirname(deepest) : deepest, file);
    },
    declarations: (configType: string, at?: DeclaredAt) => view.declarations(configType, at),
    read: (): TemplatesRead => view.read,
    close: () => view.close(),
  };
}

export type SessionTemplates = ReturnType<typeof createSessionTemplates>;
