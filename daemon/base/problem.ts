import type { Locale, Text } from './text.ts';

/**
 * Something that went wrong and that a person can mend: what happened, and what to do next.
 * Everything else that is thrown is a bug. Problems come from named factories beside the code that
 * detects them; `code` is stable and is what programs (and tests) compare.
 */
export class Problem extends Error {
  readonly code: string;
  readonly what: Text;
  readonly next: Text;
  readonly details: ProblemDetails;

  constructor(code: string, what: Text, next: Text, cause?: unknown, details: ProblemDetails = {}) {
    super(`${what.en} ${next.en}`, cause === undefined ? undefined : { cause });
    this.name = 'Problem';
    this.code = code;
    this.what = what;
    this.next = next;
    this.details = details;
  }
}

/** More about a Problem, for programs. */
export interface ProblemDetails {
  /** What the service that refused said, in its own words, on one line. Absent if it gave no reason. */
  readonly said?: string;
  /** No connection was made: the service cannot have acted. */
  readonly unsent?: true;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** The moves that a person chooses from. */
  readonly choices?: readonly { readonly id: string; readonly name: string; readonly to: string }[];
}

/**
 * One line for a person: what happened, then the next step. Others' words in it stay words: an editor's notification
 * would make `[text](command:…)` a link that runs a command.
 */
export function sayProblem(problem: Pick<Problem, 'what' | 'next'>, locale: Locale): string {
  const separator = locale === 'ja' ? '' : ' ';
  return `${problem.what[locale]}${separator}${problem.next[locale]}`
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .join(' ')
    .replaceAll('](', '] (');
}

/** The same line in every language, for what is kept and shown later. */
export function lineOf(problem: Pick<Problem, 'what' | 'next'>): Text {
  return { en: sayProblem(problem, 'en'), ja: sayProblem(problem, 'ja') };
}
