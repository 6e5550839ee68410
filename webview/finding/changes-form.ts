import { element } from '../shell/element.ts';
import type { CheckElement } from '../shell/toolkit.ts';

/** The changes of the template that a *fixed* review can attach to its comment. Every text is in the editor's language, and plain. */
export type OfferedChanges =
  | {
      /** Names these changes: a review attaches no others. */
      readonly id: string;
      readonly label: string;
      /** Says what they are compared with, and whether something was left out. */
      readonly summary: string;
      /** A unified diff, as the comment has it. */
      readonly text: string;
    }
  /** Why there is nothing to attach. */
  | { readonly note: string };

/** Returns the part of the form that offers the changes. They are shown as soon as the user wants them in the comment. */
export function createChangesForm(onAttach: () => void) {
  const attach = element<CheckElement>('vscode-checkbox', { id: 'attachChanges' });
  const summary = element('p', { class: 'note' });
  const diff = element('pre', { class: 'diff', role: 'region', tabindex: '0' });
  const note = element('p', { class: 'note', role: 'status' });
  const root = element('div', { class: 'form changes' }, attach, summary, diff, note);
  root.hidden = true;
  let isAttached = false;
  let isOffered = false;
  let id: string | undefined;
  const showParts = () => {
    summary.hidden = !isAttached || !isOffered;
    diff.hidden = summary.hidden;
  };
  // The toolkit's checkbox also reports a change if the page itself sets it.
  attach.addEventListener('change', () => {
    if (attach.checked === isAttached) return;
    isAttached = attach.checked;
    showParts();
    if (isAttached) onAttach();
  });
  return {
    root,
    /** The id of the changes that the user wants in the comment, and sees; otherwise `undefined`. */
    get attached(): string | undefined {
      return isAttached && isOffered && !root.hidden ? id : undefined;
    },
    /** @param isFixed Only a review with this outcome has changes to show. */
    show(changes: OfferedChanges | undefined, isFixed: boolean): void {
      root.hidden = changes === undefined || !isFixed;
      id = changes && 'text' in changes ? changes.id : undefined;
      isOffered = id !== undefined;
      attach.hidden = !isOffered;
      const said = changes && 'note' in changes ? changes.note : '';
      if (note.textContent !== said) note.textContent = said;
      note.hidden = said === '';
      if (changes && 'text' in changes) {
        if (attach.textContent !== changes.label) attach.textContent = changes.label;
        attach.setAttribute('aria-label', changes.label);
        summary.textContent = changes.summary;
        diff.setAttribute('aria-label', changes.summary);
        if (diff.textContent !== changes.text) diff.textContent = changes.text;
      }
      showParts();
    },
    clear(): void {
      isAttached = false;
      attach.checked = false;
      showParts();
    },
  };
}
