import type { Declarations, DeclaredAt } from '#protocol/links.ts';
import type { Level } from '../../base/log.ts';
import type { FailedFile } from '../read/failed-file.ts';
import type { FolderToRead } from '../read/folder-rules.ts';
import type { Stamp } from '../read/stamp.ts';
import type { LinkFacts, Links } from './links.ts';

/** How far the templates of a view were read. `reading`: more will follow. `partial`: the user stopped it. */
export interface TemplatesRead {
  readonly state: 'reading' | 'read' | 'partial';
  /** How many templates are known. */
  readonly read: number;
  /** Absolute paths of files that cannot be used. */
  readonly failed: readonly FailedFile[];
}

/** Number of files that were examined, and of files that were found. */
export interface Progress {
  readonly read: number;
  readonly found: number;
}

/** A message to the worker. A view is one session's folders. The sender chooses its number. */
export type Order =
  | { readonly kind: 'open'; readonly view: number; readonly folders: readonly FolderToRead[] }
  | { readonly kind: 'close' | 'cancel' | 'readOn'; readonly view: number }
  /** Absolute paths of files and folders that were added, removed or changed. */
  | { readonly kind: 'changed'; readonly paths: readonly string[] }
  /** Replaces the facts; findings and stacks follow piece by piece. */
  | ({ readonly kind: 'facts' } & Omit<LinkFacts, 'findings' | 'stacks'>)
  | ({ readonly kind: 'moreFacts' } & Partial<Pick<LinkFacts, 'findings' | 'stacks'>>)
  /**
   * Requests links of this view with the facts that were sent last. The worker responds immediately, even
   * while it reads.
   */
  | { readonly kind: 'link'; readonly view: number }
  /**
   * Requests the declarations of resources of this type, as Config reports it. `at`: only the declaration at
   * this place.
   */
  | {
      readonly kind: 'declarations';
      readonly view: number;
      readonly question: number;
      readonly configType: string;
      readonly at?: DeclaredAt | undefined;
    }
  | { readonly kind: 'end' };

/** A message from the worker. `revision` grows with every change of the content of a view's templates. */
export type Report =
  | { readonly kind: 'progress'; readonly view: number; readonly progress: Progress }
  | {
      readonly kind: 'changed';
      readonly view: number;
      readonly revision: number;
      readonly templates: TemplatesRead;
    }
  | {
      readonly kind: 'links';
      readonly view: number;
      readonly revision: number;
      /** Version of the facts. */
      readonly version: number;
      /** All links, or those that differ from the last report of this view. */
      readonly links: Links;
      /** Keys of findings that have no link any more; absent if `links` are all links. */
      readonly removed?: readonly string[];
    }
  | {
      readonly kind: 'declarations';
      readonly view: number;
      readonly question: number;
      readonly declarations: Declarations;
    }
  | {
      readonly kind: 'log';
      readonly level: Level;
      readonly event: string;
      readonly fields: Readonly<Record<string, unknown>>;
    };

/** Passed to the worker when it starts. */
export interface WorkerInput {
  /** Memory of an `ActivityBoard`. */
  readonly activity?: SharedArrayBuffer | undefined;
  /** See `LibraryOptions`. */
  readonly stuck?: ReadonlyMap<string, Stamp> | undefined;
  /** The cache's file. Absent: readings are not kept. */
  readonly cacheFile?: string | undefined;
}
