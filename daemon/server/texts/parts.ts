import type { Whose } from '../../domain/problems/aws.ts';

/** Parts of sentences that are the same in every language. */

/** ` (111122223333, eu-west-1)`, or an empty text. */
export function inBrackets({ account, region }: { [Key in keyof Whose]: string | undefined }): string {
  const parts = [account, region].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** ` (HTTP 503)`, or an empty text. */
export function http(status: number | undefined): string {
  return status === undefined ? '' : ` (HTTP ${status})`;
}

/** ` (ECONNRESET)`, or an empty text. */
export function code(errorCode: string | undefined): string {
  return errorCode ? ` (${errorCode})` : '';
}

/** Text of another program or service as the end of a sentence: without its own full stop. */
export function withoutFullStop(text: string): string {
  return text.trimEnd().replace(/[.。]+$/, '');
}

/** A number of bytes in MB, rounded. */
export function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

/** Why a file or folder cannot be read. */
export type ReadFailure = 'permission' | 'long-path' | 'open-files' | 'in-use' | 'disk' | 'other';

/** @param errno Of the file system, such as `EACCES`. */
export function readFailure(errno: string): ReadFailure {
  return readFailures.get(errno) ?? 'other';
}

const readFailures: ReadonlyMap<string, ReadFailure> = new Map([
  ['EACCES', 'permission'],
  ['EPERM', 'permission'],
  ['ENAMETOOLONG', 'long-path'],
  ['EMFILE', 'open-files'],
  ['ENFILE', 'open-files'],
  ['EBUSY', 'in-use'],
  ['EIO', 'disk'],
]);

/** Operations of CloudFormation as permissions. */
export function permissions(operations: readonly string[]): string {
  return operations.map((operation) => `cloudformation:${operation}`).join(', ');
}
