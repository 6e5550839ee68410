import type { Text } from '../../base/text.ts';
import type { ProblemFacts } from './facts.ts';

export type ProblemCode = keyof ProblemFacts;

/**
 * Something that went wrong and that the user can fix. Everything else that is thrown is a bug.
 *
 * A problem carries facts and no sentences: `server/texts/` has the sentences (what happened, and what to do next) in each
 * language. Problems come from named factories next to the code that detects them. `code` is stable: programs and tests
 * compare it.
 */
export class Problem extends Error {
  readonly code: string;
  /** The sentences are made from these. Plain data that can be stored and sent. */
  readonly facts: object;
  readonly details: ProblemDetails;
  /** @deprecated Sentences move to `server/texts/`. */
  readonly what: Text = { en: '', ja: '' };
  /** @deprecated Sentences move to `server/texts/`. */
  readonly next: Text = { en: '', ja: '' };
  /** @deprecated */
  readonly hasTexts: boolean;

  constructor(code: string, what: Text, next: Text, cause?: unknown, details?: ProblemDetails);
  constructor(code: ProblemCode, facts: object, options: ProblemOptions);
  constructor(
    code: string,
    facts: Text | object,
    next: Text | ProblemOptions,
    cause?: unknown,
    details: ProblemDetails = {},
  ) {
    const isOld = 'en' in next;
    const options: ProblemOptions = isOld ? { cause, ...details } : next;
    super(
      isOld ? `${(facts as Text).en} ${next.en}` : `${code} ${JSON.stringify(facts)}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'Problem';
    this.code = code;
    const { cause: _, ...rest } = options;
    this.details = rest;
    this.facts = isOld ? {} : facts;
    this.hasTexts = isOld;
    if (isOld) {
      this.what = facts as Text;
      this.next = next;
    }
  }
}

/** Returns a problem with this code. The compiler checks that its facts are those that the sentences need. */
export function problem<Code extends ProblemCode>(
  code: Code,
  facts: ProblemFacts[Code],
  options: ProblemOptions = {},
): Problem {
  return new Problem(code, facts, options);
}

export interface ProblemOptions extends ProblemDetails {
  readonly cause?: unknown;
}

/** More about a problem, for programs. */
export interface ProblemDetails {
  /** No connection was made, so the service cannot have acted. */
  readonly unsent?: true;
  /** HTTP status of the response. */
  readonly status?: number;
  /** The moves from which the user chooses. */
  readonly choices?: readonly { readonly id: string; readonly name: string; readonly to: string }[];
}
