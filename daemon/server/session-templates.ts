import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FindingView, TemplatePlace } from '#protocol/findings.ts';
import { type FindingLink, linkFindings } from '../linking/link.ts';
import type { TemplateIndex } from '../linking/template-index.ts';
import type { Snapshot } from '../sync/snapshot.ts';
import { readTemplate, type TemplateFile } from '../templates/read.ts';
import { indexFolders, readFileInto } from '../templates/workspace.ts';

/** A finding at a place of an open or closed file, where the editor shows it. */
export interface Mark {
  readonly view: FindingView;
  readonly place: TemplatePlace;
  /** One of several candidates. */
  readonly candidate: boolean;
}

/** A text that is being typed. Read when somebody asks, not at each key. */
interface Overlay {
  readonly document: TextDocument;
  readVersion?: number;
  /** As it last parsed. */
  good?: TemplateFile;
}

/** Longer texts are not templates; reading one at each pause would stop every other window. UTF-16 units. */
const longestText = 2 * 1024 * 1024;
const readsAtOnce = 16;
const noLinks: ReadonlyMap<string, FindingLink> = new Map();

/**
 * The templates of one session: its folders' files as they are on disk, and over them the positions of the
 * text being typed. While that text does not parse, the last good positions stay.
 */
export function createSessionTemplates(onChanged: () => void, closed: AbortSignal) {
  let index: TemplateIndex | undefined;
  let indexing = new AbortController();
  let folders: readonly string[] = [];
  const stale = new Set<string>();
  const overlays = new Map<string, Overlay>();
  let linked: { snapshot: Snapshot; links: ReadonlyMap<string, FindingLink> } | undefined;

  /** The disk is read by one at a time, so that an older reading never overwrites a newer one. */
  let lastRead = Promise.resolve();
  function inTurn(read: () => Promise<void>): Promise<void> {
    const mine = lastRead.then(read);
    lastRead = mine.catch(() => {});
    return mine;
  }

  const forgetLinks = () => {
    linked = undefined;
    onChanged();
  };

  async function readStale(): Promise<void> {
    const changed = new Set(stale);
    stale.clear();
    if (!index) return;
    const files = [...index.files.keys()].filter((file) => isBelow(file, changed));
    const toRead = [...new Set([...files, ...changed])];
    for (let start = 0; start < toRead.length; start += readsAtOnce) {
      closed.throwIfAborted();
      const into = index;
      await Promise.all(toRead.slice(start, start + readsAtOnce).map((file) => readFileInto(into, file)));
    }
    forgetLinks();
  }

  function positioned(place: TemplatePlace): TemplatePlace {
    const overlay = overlays.get(place.file);
    const resource = overlay && readOverlay(overlay)?.resources.find(({ id }) => id === place.logicalId);
    if (!resource) return place;
    const { line, column, keyEndColumn } = resource;
    return { ...place, line, column, endColumn: keyEndColumn };
  }

  return {
    /** Reads these folders instead of those before; until that is done, the old ones are answered from. */
    async open(paths: readonly string[]): Promise<void> {
      folders = paths;
      indexing.abort();
      indexing = new AbortController();
      const signal = AbortSignal.any([closed, indexing.signal]);
      await inTurn(async () => {
        try {
          index = await indexFolders(paths, { signal });
          forgetLinks();
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      });
    },
    /** As `open`, with some folders more and some less. */
    async changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
      const kept = folders.filter((folder) => !removed.includes(folder));
      await this.open([...new Set([...kept, ...added])]);
    },
    /** The disk changed: reads these files anew, and those that are known below a folder of that name. */
    async refresh(uris: readonly string[]): Promise<void> {
      const waiting = stale.size > 0;
      const ours = new Set(folders);
      for (const uri of uris) {
        const file = pathOf(uri);
        if (file !== undefined && isBelow(file, ours)) stale.add(file);
      }
      if (!waiting && stale.size > 0) await inTurn(readStale);
    },
    /** Text is being typed: positions follow it. */
    edited(document: TextDocument): void {
      const file = pathOf(document.uri);
      if (file === undefined) return;
      if (overlays.get(file)?.document !== document) overlays.set(file, { document });
      onChanged();
    },
    closed(uri: string): void {
      const file = pathOf(uri);
      if (file !== undefined && overlays.delete(file)) onChanged();
    },
    links(snapshot: Snapshot): ReadonlyMap<string, FindingLink> {
      if (!index) return noLinks;
      if (linked?.snapshot !== snapshot) {
        linked = { snapshot, links: linkFindings(snapshot.findings, snapshot.stacks, index) };
      }
      return linked.links;
    },
    /** Findings by file, each at the position the reader sees now. */
    marks(views: readonly FindingView[]): Map<string, Mark[]> {
      const marks = new Map<string, Mark[]>();
      const add = (view: FindingView, place: TemplatePlace, candidate: boolean) => {
        const mark = { view, place: positioned(place), candidate };
        const others = marks.get(place.file);
        if (others) others.push(mark);
        else marks.set(place.file, [mark]);
      };
      for (const view of views) {
        const { link } = view;
        for (const place of link?.candidates ?? []) add(view, place, true);
        if (isPlace(link)) add(view, placeOf(link), false);
      }
      return marks;
    },
    files: (): Iterable<TemplateFile> => index?.files.values() ?? [],
  };
}

export type SessionTemplates = ReturnType<typeof createSessionTemplates>;

/** Nothing for what is no file of this machine. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

function readOverlay(overlay: Overlay): TemplateFile | undefined {
  const { document, readVersion } = overlay;
  if (readVersion === document.version) return overlay.good;
  overlay.readVersion = document.version;
  const text = document.getText();
  const template = text.length > longestText ? undefined : readTemplate(document.uri, text);
  if (template && template.error === undefined) overlay.good = template;
  return overlay.good;
}

/** Whether one of these is a folder around the file. */
function isBelow(file: string, folders: ReadonlySet<string>): boolean {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder))
    if (folders.has(folder)) return true;
  return false;
}

function isPlace(link: FindingView['link']): link is NonNullable<FindingView['link']> & TemplatePlace {
  return link?.file !== undefined;
}

function placeOf({ file, line, column, endColumn, logicalId }: TemplatePlace): TemplatePlace {
  return { file, line, column, endColumn, logicalId };
}
