import type { TemplateFile } from '../../domain/templates/template.ts';
import type { Stamp } from '../read/stamp.ts';

/** What a file held when it had this stamp; no template where it was none. */
export interface Remembered {
  readonly stamp: Stamp;
  readonly template?: TemplateFile | undefined;
}

/** A template and the `contentHash` of its text. */
export interface Keyed {
  readonly key: string;
  readonly template: TemplateFile;
}

/** What earlier readings of one folder's files said. Files are named by their absolute paths. */
export interface FolderMemory {
  /** Nothing where the file is not known, or had another stamp when it was read. */
  recall(file: string, stamp: Stamp): Remembered | undefined;
  /** A text that was read before, in whatever file. */
  recallText(hash: string, size: number, file: string): TemplateFile | undefined;
  /** @param text Nothing for what is no template. */
  keep(file: string, stamp: Stamp | undefined, size: number, text: Keyed | undefined): void;
  forget(file: string): void;
  /** Writes what was kept; with `seen`, forgets all files but these. */
  write(seen?: ReadonlySet<string>): void;
}
