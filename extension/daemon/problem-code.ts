import { type ProblemData, problemErrorCode } from '#protocol/problems.ts';

/** Returns the stable code of a problem that the daemon reported; `undefined` for any other error. */
export function problemCode(error: unknown): string | undefined {
  return problemOf(error)?.code;
}

/** Returns what the daemon reported about a problem, for programs; `undefined` for any other error. */
export function problemOf(error: unknown): Partial<ProblemData> | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== problemErrorCode) return undefined;
  return 'data' in error ? (error.data as Partial<ProblemData>) : undefined;
}
