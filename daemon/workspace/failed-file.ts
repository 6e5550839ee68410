import type { Text } from '../base/text.ts';

/** A template, with the parser's own words; or a file that says which stack a template is deployed as, with what to do. */
export interface FailedFile {
  readonly path: string;
  readonly error: string | Text;
}
