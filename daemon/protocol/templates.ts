import { notification } from './message.ts';
import { list, object, text, type ValueOf } from './schema.ts';

/** The files that an editor hides, by folder. */
export const excluded = list(
  object({
    /** The folder's URI. */
    folder: text(),
    /** Globs of VS Code's `files.exclude`, relative to the folder. */
    globs: list(text()),
  }),
);
export type Excluded = ValueOf<typeof excluded>[number];

/** The files that the window's folders hide changed. */
export const excludedChanged = notification({
  method: 'guardrail/excluded/changed',
  sender: 'window',
  params: object({ excluded }),
});
