import type { SyntaxFix, TemplateNotes } from '../../../domain/problems/templates.ts';
import type { NoteTexts } from '../texts.ts';

const fixes: Readonly<Record<SyntaxFix, string>> = {
  'indent-with-spaces': 'indent with spaces',
  'remove-character': 'remove that character',
  flatten: 'flatten it',
  'double-backslash': 'write the backslash twice',
  'close-bracket': 'close the bracket',
  'close-quote': 'close the quote',
  'add-comma': 'put a comma before it, or close the bracket',
  'add-colon': 'put a colon after the key',
  align: 'align it with its neighbors, or quote a text with a colon',
  'remove-rest': 'remove what follows the template',
  other: 'correct it there',
};

/** Each is part of a sentence and stands alone in `guardrail templates`. Limits: the CloudFormation user guide, "quotas". */
export const templateNotes: Pick<NoteTexts, keyof TemplateNotes> = {
  'template-syntax': ({ line, reason, fix }) =>
    `${line === undefined ? '' : `line ${line + 1}: `}${reason}; ${fixes[fix]}`,
  'template-too-large': ({ bytes }) =>
    `${(bytes / (1024 * 1024)).toFixed(1)} MB, but CloudFormation takes at most 1 MB from S3 (51,200 bytes inline); split it into nested stacks`,
  'template-not-utf8': ({ line }) => `line ${line + 1}: not UTF-8; save the file as UTF-8`,
  'template-utf16': () => 'UTF-16, which CloudFormation does not read; save the file as UTF-8',
  'template-json-comment': ({ line }) =>
    `line ${line + 1}: a comment, which CloudFormation does not accept in JSON; remove it, or move it to "Metadata" or "Description"`,
};
