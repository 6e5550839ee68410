/** A piece of text on one line or several. Plain: nothing in it is markup. */
export interface TextPart {
  readonly text: string;
  /** The address that its author linked it with: `https://…`, without a user name or password. */
  readonly url?: string;
}

/** A block of a text that a person wrote in Jira. */
export type TextBlock =
  | { readonly kind: 'paragraph' | 'heading' | 'quote'; readonly parts: readonly TextPart[] }
  | {
      /** Of a list: `level` 1 is the outermost. */
      readonly kind: 'item';
      readonly level: number;
      /** Of a numbered list. */
      readonly number?: number;
      readonly parts: readonly TextPart[];
    }
  /** Lines that are shown as they are. */
  | { readonly kind: 'code'; readonly text: string };
