/** Why CloudFormation cannot use a template. Lines are 0-based. */
export interface TemplateNotes {
  'template-syntax': SyntaxError;
  'template-too-large': { readonly bytes: number };
  'template-not-utf8': { readonly line: number };
  'template-utf16': object;
  'template-json-comment': { readonly line: number };
}

/** A text that does not parse. */
export interface SyntaxError {
  /** Absent if the parser does not say. */
  readonly line?: number;
  /** The parser's own words, in English. */
  readonly reason: string;
  readonly fix: SyntaxFix;
}

/** How the user fixes that line. */
export type SyntaxFix =
  | 'indent-with-spaces'
  | 'remove-character'
  | 'flatten'
  | 'double-backslash'
  | 'close-bracket'
  | 'close-quote'
  | 'add-comma'
  | 'add-colon'
  | 'align'
  | 'remove-rest'
  | 'other';
