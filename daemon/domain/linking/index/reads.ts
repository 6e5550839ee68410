/**
 * The kinds of lookups in a template index. `word`: a logical id or a literal name, in lower case. `name`: a type and a name
 * that a pattern may give. `file`: a path. `text`: the hash of a text.
 */
export type Lookup = 'word' | 'name' | 'file' | 'text';

/** Parts of a result that use fewer others are not kept: its users use those directly. */
const minPartUses = 8;

/** Lists that stay empty share this one: lookups use nothing, and nothing uses results. */
const none = Object.freeze([] as Use[]) as Use[];

/** A lookup, a part that several results share, or the result of an owner. */
class Use {
  usedBy = none;
  uses: readonly Use[] = none;
  isStale = false;
  readonly lookup: Lookup | undefined;
  /** The text that was looked up, or the owner of the result. Absent: a part. */
  readonly text: string | undefined;

  constructor(lookup?: Lookup, text?: string) {
    this.lookup = lookup;
    this.text = text;
  }
}

/**
 * Remembers which lookups the result of each owner used, so that after a change only these results are computed again. Lookups that
 * found nothing count as well. Records nothing before `start`.
 */
export class Reads {
  private lookups = emptyLookups();
  private owners = new Map<string, Use>();
  private stale = new Set<string>();
  private isAllStale = true;
  private isRecording = false;
  /** The lookups and parts that the running computation used so far. */
  private running: Set<Use> | undefined;

  /** Forgets everything and records from now on. */
  start(): void {
    this.lookups = emptyLookups();
    this.owners = new Map();
    this.stale = new Set();
    this.isAllStale = false;
    this.isRecording = true;
  }

  /** Records a lookup of the running computation. */
  note(lookup: Lookup, text: string): void {
    if (!this.running) return;
    const known = this.lookups[lookup].get(text) ?? new Use(lookup, text);
    this.lookups[lookup].set(text, known);
    this.running.add(known);
  }

  /** Computes a result of this owner. It may have several. */
  for<Result>(owner: string, compute: () => Result): Result {
    if (!this.isRecording) return compute();
    const { result, uses } = this.observe(compute);
    const use = this.owners.get(owner) ?? new Use(undefined, owner);
    this.owners.set(owner, use);
    connect(use, uses);
    return result;
  }

  /** Returns a function that computes once. Each computation that calls it uses the same lookups. */
  once<Result>(compute: () => Result): () => Result {
    let known: { result: Result; uses: readonly Use[] } | undefined;
    return () => {
      known ??= this.isRecording ? this.part(compute) : { result: compute(), uses: [] };
      for (const use of known.uses) this.running?.add(use);
      return known.result;
    };
  }

  /** As `once`, for each argument. Arguments are compared by identity. */
  memoize<Argument, Result>(compute: (argument: Argument) => Result): (argument: Argument) => Result {
    const known = new Map<Argument, () => Result>();
    return (argument) => {
      const result = known.get(argument) ?? this.once(() => compute(argument));
      known.set(argument, result);
      return result();
    };
  }

  /** Reports that a lookup of this text may find something else now. */
  changed(lookup: Lookup, text: string): void {
    const use = this.lookups[lookup].get(text);
    if (use) this.markStale(use);
  }

  /** As `changed`, for all texts that pass the test. */
  changedWhere(lookup: Lookup, test: (text: string) => boolean): void {
    for (const [text, use] of this.lookups[lookup]) if (!use.isStale && test(text)) this.markStale(use);
  }

  /** Reports that any lookup may find something else now. */
  changedAll(): void {
    this.lookups = emptyLookups();
    this.owners = new Map();
    this.stale = new Set();
    this.isAllStale = true;
    this.isRecording = false;
  }

  /**
   * Returns the owners whose results may differ now, and forgets what these used; `undefined` if every result may differ, or if
   * nothing was recorded.
   */
  takeStale(): ReadonlySet<string> | undefined {
    if (this.isAllStale) return undefined;
    const { stale } = this;
    this.stale = new Set();
    for (const owner of stale) {
      const use = this.owners.get(owner);
      if (use) this.release(use);
      this.owners.delete(owner);
    }
    return stale;
  }

  private observe<Result>(compute: () => Result): { result: Result; uses: Use[] } {
    const outer = this.running;
    const running = new Set<Use>();
    this.running = running;
    try {
      return { result: compute(), uses: [...running] };
    } finally {
      this.running = outer;
    }
  }

  private part<Result>(compute: () => Result): { result: Result; uses: readonly Use[] } {
    const { result, uses } = this.observe(compute);
    if (uses.length < minPartUses) return { result, uses };
    const part = new Use();
    connect(part, uses);
    return { result, uses: [part] };
  }

  private markStale(use: Use): void {
    if (use.isStale) return;
    use.isStale = true;
    if (use.lookup === undefined && use.text !== undefined) this.stale.add(use.text);
    for (const user of use.usedBy) this.markStale(user);
  }

  private release(use: Use): void {
    for (const used of use.uses) {
      takeOne(used.usedBy, use);
      if (used.usedBy.length > 0) continue;
      if (used.lookup === undefined) this.release(used);
      else this.lookups[used.lookup].delete(used.text ?? '');
    }
    use.uses = none;
  }
}

function emptyLookups(): Record<Lookup, Map<string, Use>> {
  return { word: new Map(), name: new Map(), file: new Map(), text: new Map() };
}

function connect(use: Use, uses: readonly Use[]): void {
  use.uses = use.uses.length === 0 ? uses : [...use.uses, ...uses];
  for (const used of uses) {
    // Most lookups have one user. A list that grows gets room for sixteen more.
    if (used.usedBy.length === 0) used.usedBy = [use];
    else used.usedBy.push(use);
  }
}

/** Removes one item; the order is not kept. */
function takeOne(items: Use[], item: Use): void {
  const at = items.lastIndexOf(item);
  if (at === -1) return;
  const last = items.pop();
  if (last && at < items.length) items[at] = last;
}
