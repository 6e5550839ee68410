import type { TemplateFile } from '../../domain/templates/template.ts';
import type { Stamp } from '../read/stamp.ts';

/** The template of a file when it had this stamp. Absent if the file was not a template. */
export interface Remembered {
  readonly stamp: Stamp;
  readonly template?: TemplateFile | undefined;
}

/** A template and the `contentHash` of its text. */
export interface Keyed {
  readonly key: string;
  readonly template: TemplateFile;
}

/** Earlier readings of one folder's files, by absolute path. */
export interface FolderMemory {
  /** Returns `undefined` if the file is unknown, or had another stamp when it was read. */
  recall(file: string, stamp: Stamp): Remembered | undefined;
  /** Returns the template of a text that was read before in any file. */
  recallText(hash: string, size: number, file: string): TemplateFile | undefined;
  /** @param text Absent if the file is not a template. */
  keep(file: string, stamp: Stamp | undefined, size: number, text: Keyed | undefined): void;
  forget(file: string): void;
  /** Writes to the disk. With `seen`, forgets all other files. */
  write(seen?: ReadonlySet<string>): void;
}
