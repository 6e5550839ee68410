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

/** Operations of CloudFormation as permissions. */
export function permissions(operations: readonly string[]): string {
  return operations.map((operation) => `cloudformation:${operation}`).join(', ');
}
