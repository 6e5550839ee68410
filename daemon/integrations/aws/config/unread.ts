import type { Text } from '../../../base/text.ts';
import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import type { Problem } from '../../../domain/problems/problem.ts';
import { answerUnreadable } from '../connection/answer-problems.ts';

/**
 * Counts what AWS named and what could not be read, by place. Each keeps its place from counting as read: it may be
 * a finding that still fails.
 */
export class Unread {
  readonly #byPlace = new Map<string, number>();
  #anywhere = 0;

  /** @param place Undefined where the row does not even name its place: then all places are in doubt. */
  add(place: AccountRegion | undefined, rows = 1): void {
    if (place)
      this.#byPlace.set(
        keyOfAccountRegion(place),
        (this.#byPlace.get(keyOfAccountRegion(place)) ?? 0) + rows,
      );
    else this.#anywhere += rows;
  }

  /** Why this place cannot count as read. */
  problemOf(place: AccountRegion): Text | undefined {
    return this.#anywhere + (this.#byPlace.get(keyOfAccountRegion(place)) ?? 0) > 0
      ? rowsUnreadable
      : undefined;
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
