import type { Note } from '../../domain/problems/note.ts';

/** A template that CloudFormation cannot use. */
export interface UnusableTemplate {
  readonly kind: 'template';
  readonly path: string;
  readonly error: Note;
}

/**
 * An unusable line of a file that says as which stack a template is deployed, with the next step for the
 * user.
 */
export interface UnusableLine {
  readonly kind: 'line';
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  readonly error: Note;
}

/** A file or folder that is not read, or not completely, with the next step for the user. */
export interface UnreadPath {
  readonly kind: 'unread';
  readonly path: string;
  readonly error: Note;
}

export type FailedFile = UnusableTemplate | UnusableLine | UnreadPath;
