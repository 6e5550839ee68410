import { ResponseError } from 'vscode-languageclient/node';
import { type MoveChoice, type ProblemData, problemErrorCode } from '#protocol/problems.ts';

/** Returns the stable code of a problem that the daemon reported; `undefined` for any other error. */
export function problemCode(error: unknown): string | undefined {
  return dataOf(error)?.code;
}

/** Returns the moves among which a review needs a choice; an empty list if the error is about something else. */
export function moveChoicesOf(error: unknown): readonly MoveChoice[] {
  const data = dataOf(error);
  return data?.code === 'move-ambiguous' ? (data.choices ?? []) : [];
}

function dataOf(error: unknown): Partial<ProblemData> | undefined {
  return error instanceof ResponseError && error.code === problemErrorCode ? error.data : undefined;
}
