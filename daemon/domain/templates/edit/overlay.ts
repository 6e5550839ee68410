import { templateReader, withoutMark } from '../read/read-template.ts';
import type { TemplateFile } from '../template.ts';
import { type HeldTemplate, hold, move, release } from './held-template.ts';
import type { TextEdit } from './text-edit.ts';

/** The template in a text that the user is typing. */
export interface Overlay {
  /**
   * Takes the whole current text.
   *
   * @param edits The edits since the previous text, without byte order mark. The offsets of each edit refer
   * to the text after the edits before it.
   */
  change(text: string, edits: readonly TextEdit[]): void;
  /**
   * Returns the template in the current text. If the text does not parse, returns the last template that did,
   * moved by the edits since then and without `error`, because its resources still exist. If the text never
   * parsed, returns the result of `readTemplate`. Reads only on request, not after each key.
   */
  template(): TemplateFile | undefined;
}

/** If more edits are pending, they are applied even if the template is not requested. */
const maxPendingEdits = 256;

export function createOverlay(path: string, content: string, reader = templateReader): Overlay {
  let text = withoutMark(content);
  let pending: TextEdit[] = [];
  let good: HeldTemplate | undefined;
  /** Result of `template` until the text changes. */
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
      if (good) for (const edit of edits) pending.push(edit);
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
