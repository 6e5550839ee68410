import path from 'node:path';
import { rankOf } from '../../templates/template-rank.ts';

/**
 * What a template is by where it lies. A person edits a source; CDK's output stands for source code that is no template;
 * what tools and people put beside a source is a copy.
 */
type Kind = 'source' | 'synthesized' | 'copy';

/** The one that is meant first. */
const order: readonly Kind[] = ['source', 'synthesized', 'copy'];

interface PathFacts {
  readonly short: string;
  readonly kind: Kind;
}

const madeByCdk = /(^|\/)cdk\.out\//;

/** What the paths of templates say. The same few are asked for again and again, and cost a dozen regular expressions. */
export class TemplatePaths {
  /** The folders that hold the templates. */
  readonly folders: readonly string[];
  private readonly known = new Map<string, PathFacts>();

  constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  /** As people name it: below the workspace's folder, with `/`. */
  short(file: string): string {
    return this.of(file).short;
  }

  isCopy(file: string): boolean {
    return this.of(file).kind === 'copy';
  }

  /** Of several equal templates the one with the lowest is meant. */
  rank(file: string): number {
    return order.indexOf(this.of(file).kind);
  }

  private of(file: string): PathFacts {
    const known = this.known.get(file) ?? this.factsOf(file);
    this.known.set(file, known);
    return known;
  }

  private factsOf(file: string): PathFacts {
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
