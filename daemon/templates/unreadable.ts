import { YAMLException } from 'js-yaml';

/** What to do about a parser's reason: the first whose words are in it. */
const nextSteps: readonly (readonly [words: string, next: string])[] = [
  ['tab characters', 'indent with spaces'],
  ['null byte', 'remove that character'],
  ['non-printable', 'remove that character'],
  ['valid JSON character', 'remove that character'],
  ['maxDepth', 'flatten it'],
  ['escape sequence', 'write the backslash twice'],
  ['within a flow collection', 'close the bracket'],
  ['quoted scalar', 'close the quote'],
  ['missed comma', 'put a comma before it, or close the bracket'],
  ['multiline key', 'put a colon behind the key'],
  ["expected ':'", 'put a colon behind the key'],
  ['indentation', 'align it with its neighbours, or quote a text with a colon'],
  ['end of the stream or a document separator', 'remove what follows the template'],
];

/** Why a text does not parse and what to do: `line 12: …; …`. */
export function reasonOf(error: unknown): string {
  const reason = error instanceof YAMLException ? error.reason : undefined;
  const said = reason ?? (error instanceof Error ? error.message : String(error));
  const next = nextSteps.find(([words]) => said.includes(words))?.[1] ?? 'correct it there';
  const line = error instanceof YAMLException ? error.mark?.line : undefined;
  return `${line === undefined ? '' : `line ${line + 1}: `}${said}; ${next}`;
}

/**
 * @param size in bytes
 * CloudFormation's limits: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
export function tooLargeReason(size: number): string {
  const megabytes = (size / (1024 * 1024)).toFixed(1);
  return `${megabytes} MB, but CloudFormation takes at most 1 MB from S3 (51,200 bytes inline); split it into nested stacks`;
}

/** @param line 0-based */
export function notUtf8Reason(line: number): string {
  return `line ${line + 1}: not UTF-8; save the file as UTF-8`;
}

/** @param line 0-based */
export function commentReason(line: number): string {
  return `line ${line + 1}: a comment, which CloudFormation does not take in JSON; remove it, or say it in "Metadata" or "Description"`;
}

export const utf16Reason = 'UTF-16, which CloudFormation does not read; save the file as UTF-8';
