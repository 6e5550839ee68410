import type { Note } from '../../domain/problems/note.ts';

/** A template that CloudFormation cannot use. */
export interface UnusableTemplate {
  readonly kind: 'template';
  readonly path: string;
  readonly error: Note;
}

/** A line of a file that says which stack a template is deployed as, with what to do about it. */
export interface UnusableLine {
  readonly kind: 'line';
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  readonly error: Note;
}

/** A file or folder that is not read, or not completely, with what to do about it. */
export interface UnreadPath {
  readonly kind: 'unread';
  readonly path: string;
  readonly error: Note;
}

export type FailedFile = UnusableTemplate | UnusableLine | UnreadPath;
