import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import { type Note, note } from '../../../domain/problems/note.ts';
import { type Problem, problem } from '../../../domain/problems/problem.ts';

/** Remembers where rows are missing or cannot be read. Each may be a finding that still fails. */
export class UnreadRows {
  readonly #in = new Set<string>();
  #isAnywhere = false;

  /**
   * @param accountRegion `undefined` if the row does not name it. Then every account × region has the
   * problem.
   */
  add(accountRegion: AccountRegion | undefined): void {
    if (accountRegion) this.#in.add(keyOfAccountRegion(accountRegion));
    else this.#isAnywhere = true;
  }

  /** Returns why this account × region does not count as read. */
  problemOf(accountRegion: AccountRegion): Note | undefined {
    const isUnread = this.#isAnywhere || this.#in.has(keyOfAccountRegion(accountRegion));
    return isUnread ? note('config-rows-unreadable', {}) : undefined;
  }
}

/**
 * Returns the list of a response; `undefined` if the response has no list, which is not the same as an empty
 * list.
 */
export function listIn<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return Array.isArray(list) ? (list as readonly T[]) : undefined;
}

/**
 * Returns the problem of a response in an unexpected form. @param call For example `guardduty:ListDetectors`.
 */
export function unexpectedAnswer(call: string): Problem {
  return problem('aws-answer-unreadable', { call });
}
