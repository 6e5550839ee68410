import type { Beside } from './hints.ts';

/** Bounds of what one file may have looked up. */
export interface LookupLimits {
  /** Paths that are asked for, each once. */
  readonly maxPaths: number;
  /** UTF-16 units of the texts that are read. */
  readonly maxText: number;
}

export const lookupLimits: LookupLimits = { maxPaths: 10_000, maxText: 64 * 1024 * 1024 };

/** Other files as one file asks for them: each is looked up once, and after the limits nothing is there. */
export class BoundedBeside implements Beside {
  /** Whether something was asked for after a limit. */
  isExceeded = false;
  private readonly beside: Beside;
  private readonly limits: LookupLimits;
  private readonly there = new Map<string, Promise<boolean>>();
  private readonly texts = new Map<string, Promise<string | undefined>>();
  private textRead = 0;

  constructor(beside: Beside, limits = lookupLimits) {
    this.beside = beside;
    this.limits = limits;
  }

  async exists(path: string): Promise<boolean> {
    return (await this.once(path, this.there, () => this.beside.exists(path))) ?? false;
  }

  async read(path: string): Promise<string | undefined> {
    if (this.textRead > this.limits.maxText) {
      this.isExceeded = true;
      return undefined;
    }
    return this.once(path, this.texts, async () => {
      const text = await this.beside.read(path);
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
