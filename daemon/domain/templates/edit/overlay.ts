import { templateReader, withoutMark } from '../read/read-template.ts';
import type { TemplateFile } from '../template.ts';
import { type HeldTemplate, hold, move, release } from './held-template.ts';
import type { TextEdit } from './text-edit.ts';

/** The template in one text that is being typed. */
export interface Overlay {
  /**
   * Takes the whole text as it is now.
   *
   * @param edits what was edited since the text before; each counts in the text that the edits before it made, without
   * byte order mark
   */
  change(text: string, edits: readonly TextEdit[]): void;
  /**
   * Returns the template as it reads now. If the text does not parse: as it last did, moved with what was typed since, and
   * without `error`, for its resources are there. If it never parsed: what `readTemplate` returns.
   * Reads when asked, not at each key.
   */
  template(): TemplateFile | undefined;
}

/** More edits are not kept: they are applied, even if no one asks for the template. */
const maxPendingEdits = 256;

export function createOverlay(path: string, content: string, reader = templateReader): Overlay {
  let text = withoutMark(content);
  let pending: TextEdit[] = [];
  let good: HeldTemplate | undefined;
  /** Returned by `template` until the text changes. */
  let current: { readonly template: TemplateFile | undefined } | undefined;

  const moveGood = () => {
    for (const edit of pending) good &&= move(good, edit);
    pending = [];
  };

  const read = (): TemplateFile | undefined => {
    if (!good && !reader.mayRead(text)) return undefined;
    const { template, broken } = reader.read(path, text);
    if (broken) {
      moveGood();
      return good ? release(good, text) : template;
    }
    pending = [];
    good = template && hold(template, text);
    return template;
  };

  return {
    change(changed, edits) {
      const next = withoutMark(changed);
      if (next === text) return;
      if (good) pending.push(...edits);
      text = next;
      current = undefined;
      if (pending.length > maxPendingEdits) moveGood();
    },
    template() {
      current ??= { template: read() };
      return current.template;
    },
  };
}
