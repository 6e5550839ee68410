import type { Note } from '../problems/note.ts';

/** A line and its columns, end exclusive: `[line, column, endColumn]`. 0-based, UTF-16. */
export type LineRange = readonly [line: number, column: number, endColumn: number];

/**
 * One logical resource. The range of its key includes quotes. The resource ends after the last non-blank
 * character of its value.
 */
export interface TemplateResource {
  readonly id: string;
  /** As written, even if it names a module's file. `null` if it is not a text (a module's call in JSON). */
  readonly type: string | null;
  readonly typeRange?: LineRange;
  readonly line: number;
  readonly column: number;
  readonly keyEndColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The keys of its properties. Keys that a merge key adds have the position where they are written. */
  readonly properties: Readonly<Record<string, LineRange>>;
  /** Properties that are plain scalars, as written. A literal name is found here. */
  readonly literals: Readonly<Record<string, string>>;
  /**
   * Properties that are one intrinsic function of text, all in `Fn::Sub`'s notation: `!Ref Data` is
   * `${Data}`, `!GetAtt Data.Arn` is `${Data.Arn}`, `!Join ['-', [a, !Ref B]]` is `a-${B}`. A part whose
   * value is not in the text is `${?}`.
   */
  readonly patterns?: Readonly<Record<string, string>>;
}

export interface TemplateFile {
  readonly path: string;
  readonly format: 'yaml' | 'json';
  readonly resources: readonly TemplateResource[];
  /** Bodies of `Fn::ForEach`, as written. */
  readonly loops?: readonly TemplateResource[];
  /** Parameter → its default, if that is a scalar. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Not a template itself, but a file that becomes one: a service of the Serverless Framework. */
  readonly isService?: true;
  /** Whether functions or resources of a service are in other files, which are not read with it. */
  readonly hasPartsElsewhere?: true;
  /** Why CloudFormation cannot use it. */
  readonly error?: Note;
  /** `deployedHash` of its text. Absent if the text is not that of a file. */
  readonly hash?: string;
}
