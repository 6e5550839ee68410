import type { WorkspaceFiles } from './hints.ts';

/** Limits of the lookups that one file causes. */
export interface LookupLimits {
  /** Number of distinct paths that are looked up. */
  readonly maxPaths: number;
  /** UTF-16 units of all texts that are read. */
  readonly maxTextUnits: number;
}

export const lookupLimits: LookupLimits = { maxPaths: 10_000, maxTextUnits: 64 * 1024 * 1024 };

/**
 * Other files of the workspace, as one deployment file looks them up. Each file is looked up once. Beyond the
 * limits, files count as missing.
 */
export class BoundedFiles implements WorkspaceFiles {
  /** Whether a file was looked up beyond a limit. */
  isExceeded = false;
  private readonly workspace: WorkspaceFiles;
  private readonly limits: LookupLimits;
  private readonly there = new Map<string, Promise<boolean>>();
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private textRead = 0;

  constructor(workspace: WorkspaceFiles, limits = lookupLimits) {
    this.workspace = workspace;
    this.limits = limits;
  }

  async exists(path: string): Promise<boolean> {
    return (await this.once(path, this.there, () => this.workspace.exists(path))) ?? false;
  }

  async read(path: string): Promise<string | undefined> {
    if (this.textRead > this.limits.maxTextUnits) {
      this.isExceeded = true;
      return undefined;
    }
    return this.once(path, this.texts, async () => {
      const text = await this.workspace.read(path);
      this.textRead += text?.length ?? 0;
      return text;
    });
  }

  private once<Answer>(
    path: string,
    known: Map<string, Promise<Answer>>,
    ask: () => Promise<Answer>,
  ): Promise<Answer> | undefined {
    const found = known.get(path);
    if (found) return found;
    if (this.there.size + this.texts.size >= this.limits.maxPaths) {
      this.isExceeded = true;
      return undefined;
    }
    const asked = ask();
    known.set(path, asked);
    return asked;
  }
}
