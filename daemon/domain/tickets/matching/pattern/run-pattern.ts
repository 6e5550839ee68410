import type { Step } from './compile-pattern.ts';
import type { Edge } from './pattern-nodes.ts';

/** One way through the program: the next step, and the marks on the way. */
interface Thread {
  readonly at: number;
  readonly marks: readonly number[];
}

export interface Occurrence {
  /** Position after the last character. */
  readonly end: number;
  /** By slot; `undefined` for a group that did not take part. */
  readonly marks: readonly (number | undefined)[];
}

/** Limits the work on one text: each step that is reached takes one. */
export interface Budget {
  remaining: number;
}

/**
 * Returns the first occurrence of the program in the text from `from` on: the one that a backtracking engine finds. It follows
 * every way at the same time, each step at most once for a character, so that no pattern and no text takes more time than
 * characters × steps. Returns `undefined` if the budget is used up.
 * @param text Its characters (code points).
 */
export function runPattern(
  steps: readonly Step[],
  text: readonly string[],
  { from, budget }: { from: number; budget: Budget },
): Occurrence | undefined {
  let threads: Thread[] = [];
  let best: Occurrence | undefined;
  const seen = new Int32Array(steps.length).fill(-1);

  for (let position = from; position <= text.length; position++) {
    if (budget.remaining <= 0) return undefined;
    const next: Thread[] = [];
    const reached: Thread[] = [];
    for (const thread of threads) follow(thread, position, reached);
    // A later start counts only as long as no earlier start has led to the end.
    if (!best) follow({ at: 0, marks: [] }, position, reached);
    const character = text[position];
    for (const { at, marks } of reached) {
      const step = steps[at];
      if (step?.kind === 'found') {
        best = { end: position, marks };
        // Ways that follow are less preferred.
        break;
      }
      if (step?.kind === 'character' && character !== undefined && step.test(character))
        next.push({ at: at + 1, marks });
    }
    threads = next;
    if (threads.length === 0 && best) break;
  }
  return best;

  /** Adds the steps that are reached without a character, in the order of preference. */
  function follow(start: Thread, position: number, reached: Thread[]): void {
    const ahead = [start];
    for (let thread = ahead.pop(); thread; thread = ahead.pop()) {
      const { at, marks } = thread;
      if (seen[at] === position) continue;
      seen[at] = position;
      budget.remaining -= 1;
      const step = steps[at];
      if (step === undefined) continue;
      if (step.kind === 'jump') ahead.push({ at: step.next, marks });
      else if (step.kind === 'fork') ahead.push({ at: step.second, marks }, { at: step.first, marks });
      else if (step.kind === 'mark') {
        const noted = marks.slice();
        noted[step.slot] = position;
        ahead.push({ at: at + 1, marks: noted });
      } else if (step.kind === 'edge') {
        if (isEdge(step.edge, text, position)) ahead.push({ at: at + 1, marks });
      } else reached.push(thread);
    }
  }
}

const isWordLetter = (letter: string | undefined) => letter !== undefined && /[A-Za-z0-9_]/.test(letter);

function isEdge(edge: Edge, text: readonly string[], position: number): boolean {
  const [before, after] = [text[position - 1], text[position]];
  if (edge === 'line-start') return before === undefined || before === '\n';
  if (edge === 'line-end') return after === undefined || after === '\n';
  return isWordLetter(before) !== isWordLetter(after);
}
