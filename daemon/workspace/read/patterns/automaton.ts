/** A part of a pattern over the UTF-16 units of a path. */
export type Part = Unit | Repeat | Either;

/** One unit: this code, or a code that the test accepts. */
export type Unit = number | ((code: number) => boolean);

/** Any number of repetitions, including zero. The parts take at least one unit. */
interface Repeat {
  readonly repeat: readonly Part[];
}

interface Either {
  readonly either: readonly (readonly Part[])[];
}

export const slashCode = 47;
export const anyButSlash: Unit = (code) => code !== slashCode;
const any: Unit = () => true;
/** Text within a name: `*`. */
export const anyText: Part = { repeat: [anyButSlash] };
/** Any number of folders, each with its slash: `**` in front of a slash. */
export const anyFolders: Part = { repeat: [anyButSlash, anyText, slashCode] };
/** Any text, including slashes. */
export const everything: Part = { repeat: [any] };

/**
 * A state of the nondeterministic automaton. It takes a unit and leads to one state, or leads to several
 * states without taking a unit.
 */
interface State {
  readonly unit?: Unit;
  readonly to: number[];
  /** The pattern that ends here. */
  readonly pattern?: number;
}

/** The set of states of all patterns after the same units. */
export interface Reached {
  /** The highest position among the patterns that match here; -1 if no pattern matches. */
  readonly pattern: number;
  /** Positions of states that take a unit. */
  readonly states: readonly number[];
  /** The next set for each ASCII unit, once it was computed. */
  readonly ascii: (Reached | undefined)[];
  readonly others: Map<number, Reached>;
}

/**
 * Number of state positions in the sets that are kept. If there are more, the sets are dropped and computed
 * again.
 */
const maxKeptPositions = 200_000;

/**
 * Matches a path against all patterns at once, one unit at a time, without going back. The sets of states
 * that it reaches are kept, so that a unit usually costs one lookup. A unit never costs more than the
 * patterns' length. Backtracking expressions take exponential time for patterns that a cloned repository may
 * contain.
 */
export class PathAutomaton {
  private readonly nfa: State[] = [];
  private readonly seen: Int32Array;
  private round = 0;
  private known = new Map<string, Reached>();
  private kept = 0;
  private first: Reached;
  private readonly starts: readonly number[];
  /** Number of states that were examined. For tests of the cost of a path. */
  work = 0;

  constructor(patterns: readonly (readonly Part[])[]) {
    this.starts = patterns.map((parts, pattern) => this.compile(parts, this.add({ to: [], pattern })));
    this.seen = new Int32Array(this.nfa.length);
    this.first = this.reach(this.starts);
  }

  /** Before the first unit. */
  get start(): Reached {
    return this.first;
  }

  next(from: Reached, code: number): Reached {
    const known = code < 128 ? from.ascii[code] : from.others.get(code);
    if (known) return known;
    const to: number[] = [];
    for (const position of from.states) {
      const state = this.nfa[position];
      this.work++;
      if (state && takes(state.unit, code)) to.push(...state.to);
    }
    const reached = this.reach(to);
    if (code < 128) from.ascii[code] = reached;
    else from.others.set(code, reached);
    return reached;
  }

  /** Returns the highest position among the patterns that match the whole path; -1 if no pattern matches. */
  match(path: string): number {
    let reached = this.first;
    for (let at = 0; at < path.length; at++) reached = this.next(reached, path.charCodeAt(at));
    return reached.pattern;
  }

  private add(state: State): number {
    return this.nfa.push(state) - 1;
  }

  /** Compiles parts that lead to the state `next`. Returns the state at which they begin. */
  private compile(parts: readonly Part[], next: number): number {
    let entry = next;
    for (const part of parts.toReversed()) {
      if (typeof part !== 'object') entry = this.add({ unit: part, to: [entry] });
      else if ('either' in part) {
        const after = entry;
        entry = this.add({ to: part.either.map((option) => this.compile(option, after)) });
      } else {
        const to = [entry];
        entry = this.add({ to });
        to.push(this.compile(part.repeat, entry));
      }
    }
    return entry;
  }

  /** Returns the set of these states and of the states to which they lead without taking a unit. */
  private reach(from: readonly number[]): Reached {
    this.round++;
    const states: number[] = [];
    let pattern = -1;
    const waiting = [...from];
    for (let position = waiting.pop(); position !== undefined; position = waiting.pop()) {
      const state = this.nfa[position];
      if (!state || this.seen[position] === this.round) continue;
      this.seen[position] = this.round;
      this.work++;
      if (state.pattern !== undefined) pattern = Math.max(pattern, state.pattern);
      if (state.unit !== undefined) states.push(position);
      else waiting.push(...state.to);
    }
    states.sort((a, b) => a - b);
    const key = `${pattern} ${states.join()}`;
    const known = this.known.get(key);
    if (known) return known;
    this.kept += states.length + 1;
    if (this.kept > maxKeptPositions) this.forget();
    const reached: Reached = { pattern, states, ascii: [], others: new Map() };
    this.known.set(key, reached);
    return reached;
  }

  private forget(): void {
    this.known = new Map();
    this.kept = 0;
    this.first = { ...this.first, ascii: [], others: new Map() };
  }
}

function takes(unit: Unit | undefined, code: number): boolean {
  return typeof unit === 'function' ? unit(code) : unit === code;
}
