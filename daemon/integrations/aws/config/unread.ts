import type { Text } from '../../../base/text.ts';
import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Problem } from '../../../domain/problems/problem.ts';
import { answerUnreadable } from '../connection/answer-problems.ts';

/** Where rows are missing or cannot be read. Each may be a finding that still fails. */
export class UnreadRows {
  readonly #in = new Set<string>();
  #isAnywhere = false;

  /** @param accountRegion Undefined if the row does not name it: then every account × region has the problem. */
  add(accountRegion: AccountRegion | undefined): void {
    if (accountRegion) this.#in.add(keyOfAccountRegion(accountRegion));
    else this.#isAnywhere = true;
  }

  /** Returns why this account × region does not count as read. */
  problemOf(accountRegion: AccountRegion): Text | undefined {
    const isUnread = this.#isAnywhere || this.#in.has(keyOfAccountRegion(accountRegion));
    return isUnread ? rowsUnreadable : undefined;
  }
}

const rowsUnreadable: Text = {
  en: "Rows of AWS Config's answer are missing or had an unexpected shape: findings may be missing here. The next sync tries again.",
  ja: 'AWS Config の応答に、欠けている行または想定外の形式の行があります。ここの検出結果が欠けている可能性があります。次の同期で再試行します。',
};

/** The list in an answer, or undefined where the answer does not hold one: silence is not an empty list. */
export function listIn<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return Array.isArray(list) ? (list as readonly T[]) : undefined;
}

/** @param call `guardduty:ListDetectors` */
export function unexpectedAnswer(call: string): Problem {
  return answerUnreadable(call, undefined, { en: '', ja: '' });
}
