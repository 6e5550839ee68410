import type { Note } from '../problems/note.ts';

/** A line and its columns, end exclusive: `[line, column, endColumn]`. 0-based, UTF-16. */
export type LineRange = readonly [line: number, column: number, endColumn: number];

/** One logical resource. Its key's range includes quotes; its end is behind the last non-blank character of its value. */
export interface TemplateResource {
  readonly id: string;
  /** As written, also where it names a module's file; `null` where it is no text (a module's call in JSON). */
  readonly type: string | null;
  readonly typeRange?: LineRange;
  readonly line: number;
  readonly column: number;
  readonly keyEndColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The keys of its properties; those that a merge key brings stand where they are written. */
  readonly properties: Readonly<Record<string, LineRange>>;
  /** Properties that are plain scalars as written: a literal name is found here. */
  readonly literals: Readonly<Record<string, string>>;
  /**
   * Properties that are one intrinsic function of text, all in `Fn::Sub`'s notation: `!Ref Data` is `${Data}`,
   * `!GetAtt Data.Arn` is `${Data.Arn}`, `!Join ['-', [a, !Ref B]]` is `a-${B}`. What text cannot tell is `${?}`.
   */
  readonly patterns?: Readonly<Record<string, string>>;
}

export interface TemplateFile {
  readonly path: string;
  readonly format: 'yaml' | 'json';
  readonly resources: readonly TemplateResource[];
  /** Bodies of `Fn::ForEach`, as written. */
  readonly loops?: readonly TemplateResource[];
  /** Parameter → its default, where that is a scalar. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** No template itself, but a file that becomes one: a service of the Serverless Framework. */
  readonly isService?: true;
  /** Whether functions or resources of a service stand in other files, which are not read with it. */
  readonly hasPartsElsewhere?: true;
  /** Why CloudFormation cannot use it. */
  readonly error?: Note;
  /** `deployedHash` of its text; absent where the text is not that of a file. */
  readonly hash?: string;
}
