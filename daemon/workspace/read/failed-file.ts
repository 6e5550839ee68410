import type { Text } from '../../base/text.ts';

/** A template that cannot be read, with the parser's own words. */
export interface UnreadableTemplate {
  readonly path: string;
  readonly error: string;
}

/** A line of a file that says which stack a template is deployed as, with what to do about it. */
export interface UnusableLine {
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  readonly error: Text;
}

/** A file or folder that is not read, or not to its end, with what to do about it. */
export interface UnreadPath {
  readonly path: string;
  readonly error: Text;
}

export type FailedFile = UnreadableTemplate | UnusableLine | UnreadPath;

export function isLine(failed: FailedFile): failed is UnusableLine {
  return 'line' in failed;
}

export function isUnread(failed: FailedFile): failed is UnreadPath {
  return typeof failed.error !== 'string' && !isLine(failed);
}
