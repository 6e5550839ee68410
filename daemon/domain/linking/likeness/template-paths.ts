import path from 'node:path';
import { distinctFolderNames } from '#protocol/folder-names.ts';
import { rankOf } from '../../templates/template-rank.ts';

/**
 * The kind of a template by its path. Users edit a source. CDK's output is generated from source code that is not a template.
 * A copy was made from a source by a tool or a user.
 */
type Kind = 'source' | 'synthesized' | 'copy';

/** The preferred kind first. */
const preference: readonly Kind[] = ['source', 'synthesized', 'copy'];

interface PathFacts {
  readonly short: string;
  readonly kind: Kind;
}

const madeByCdk = /(^|\/)cdk\.out\//;

/** Facts about the paths of templates. They cost a dozen regular expressions each, so each path is examined once. */
export class TemplatePaths {
  /** The workspace folders that contain the templates. */
  readonly folders: readonly string[];
  private readonly names: ReadonlyMap<string, string>;
  private readonly known = new Map<string, PathFacts>();

  constructor(folders: readonly string[]) {
    this.folders = folders;
    this.names = distinctFolderNames(folders);
  }

  /** Returns the path relative to the workspace folder, with `/`. */
  short(file: string): string {
    return this.factsOf(file).short;
  }

  /** Returns the short path, after the folder's name if the workspace has several folders. */
  shortWithFolder(file: string): string {
    const folder = this.folders.length > 1 ? this.folderOf(file) : undefined;
    const short = this.short(file);
    return folder === undefined ? short : `${this.names.get(folder)}/${short}`;
  }

  isCopy(file: string): boolean {
    return this.factsOf(file).kind === 'copy';
  }

  /** Returns a number: of several equal templates, the one with the lowest is preferred. */
  rank(file: string): number {
    return preference.indexOf(this.factsOf(file).kind);
  }

  private factsOf(file: string): PathFacts {
    const known = this.known.get(file) ?? this.examine(file);
    this.known.set(file, known);
    return known;
  }

  private examine(file: string): PathFacts {
    const folder = this.folderOf(file);
    const short = folder === undefined ? file : path.relative(folder, file).split(path.sep).join('/');
    if (madeByCdk.test(short)) return { short, kind: 'synthesized' };
    return { short, kind: rankOf(file, folder ?? path.dirname(file)) > 0 ? 'copy' : 'source' };
  }

  private folderOf(file: string): string | undefined {
    let nearest: string | undefined;
    for (const folder of this.folders) {
      const isWithin = file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
      if (isWithin && folder.length > (nearest?.length ?? -1)) nearest = folder;
    }
    return nearest;
  }
}
