import { templateReader, withoutMark } from '../read/read-template.ts';
import type { TemplateFile } from '../template.ts';
import { type HeldTemplate, hold, move, release } from './moved.ts';
import { editsBetween } from './text-diff.ts';
import type { TextEdit } from './text-edit.ts';

/** The template in one text that is being typed. */
export interface Overlay {
  /** The text is this now: the whole of it, after one edit or several. */
  change(text: string): void;
  /**
   * The template as it reads now. Where the text does not parse: as it last did, moved with what was typed since, and
   * without `error`, for its resources are there. Where it never parsed: as `readTemplate` tells it.
   * Reads when asked, not at each key.
   */
  template(): TemplateFile | undefined;
}

/** More edits than these are not kept for somebody who may never ask. */
const mostPending = 256;

export function createOverlay(path: string, content: string, reader = templateReader): Overlay {
  let text = withoutMark(content);
  let pending: TextEdit[] = [];
  let good: HeldTemplate | undefined;
  /** What `template` answers until the text changes. */
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
    change(changed) {
      const next = withoutMark(changed);
      if (next === text) return;
      if (good) pending.push(...editsBetween(text, next));
      text = next;
      current = undefined;
      if (pending.length > mostPending) moveGood();
    },
    template() {
      current ??= { template: read() };
      return current.template;
    },
  };
}
