import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FindingView, TemplatePlace } from '#protocol/findings.ts';
import type { Snapshot } from '../sync/snapshot.ts';
import { type FindingLink, linkFindings } from '../templates/link.ts';
import { readTemplate, type TemplateFile } from '../templates/read.ts';
import type { TemplateIndex } from '../templates/template-index.ts';
import { indexFolders, readFileInto } from '../templates/workspace.ts';

/** A finding at a place of an open or closed file, where the editor shows it. */
export interface Mark {
  readonly view: FindingView;
  readonly place: TemplatePlace;
  /** One of several candidates. */
  readonly candidate: boolean;
}

/**
 * The templates of one session: its folders' files as they are on disk, and over them the positions of the
 * text being typed. While that text does not parse, the last good positions stay.
 */
export function createSessionTemplates(onChanged: () => void) {
  let index: TemplateIndex | undefined;
  let folders: readonly string[] = [];
  const overlays = new Map<string, TemplateFile>();
  let linked: { snapshot: Snapshot; links: ReadonlyMap<string, FindingLink> } | undefined;

  const forgetLinks = () => {
    linked = undefined;
    onChanged();
  };

  function positioned(place: TemplatePlace): TemplatePlace {
    const resource = overlays.get(place.file)?.resources.find(({ id }) => id === place.logicalId);
    if (!resource) return place;
    const { line, column, keyEndColumn } = resource;
    return { ...place, line, column, endColumn: keyEndColumn };
  }

  return {
    async open(paths: readonly string[], signal: AbortSignal): Promise<void> {
      folders = paths;
      index = await indexFolders(folders, { signal });
      forgetLinks();
    },
    /** The disk changed: reads one file anew. */
    async refresh(uri: string): Promise<void> {
      const file = pathOf(uri);
      if (!index || file === undefined) return;
      await readFileInto(index, file);
      forgetLinks();
    },
    /** Text is being typed: positions follow it. */
    edited(document: TextDocument): void {
      const file = pathOf(document.uri);
      if (file === undefined) return;
      const template = readTemplate(file, document.getText());
      if (!template || template.error !== undefined) return;
      overlays.set(file, template);
      onChanged();
    },
    closed(uri: string): void {
      const file = pathOf(uri);
      if (file !== undefined && overlays.delete(file)) onChanged();
    },
    links(snapshot: Snapshot): ReadonlyMap<string, FindingLink> {
      if (!index) return new Map();
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

export function pathOf(uri: string): string | undefined {
  return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
}

function isPlace(link: FindingView['link']): link is NonNullable<FindingView['link']> & TemplatePlace {
  return link?.file !== undefined;
}

function placeOf({ file, line, column, endColumn, logicalId }: TemplatePlace): TemplatePlace {
  return { file, line, column, endColumn, logicalId };
}
