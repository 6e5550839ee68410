import { maxReasonCharacters, reasonLength } from '#protocol/review-reason.ts';
import { element } from '../shell/element.ts';
import { requiredMark } from '../shell/field.ts';
import { moveFocus } from '../shell/focus.ts';
import { patchChildren } from '../shell/patch.ts';
import type { ButtonElement, ValueElement } from '../shell/toolkit.ts';
import type { MoveReply } from './asked-move.ts';
import { createChangesForm } from './changes-form.ts';
import { type Draft, emptyTerms, isEmptyForm, nextEdit } from './draft.ts';
import { createKeptDraft } from './kept-draft.ts';
import { createMoveForm, type MoveHandlers } from './move-form.ts';
import type { PageTexts, ReviewForm } from './protocol.ts';
import { createTermsForm } from './terms-form.ts';

/** The keys that send the review: on a Mac others than elsewhere. */
const sendKeys = /Mac/.test(navigator.platform)
  ? { shown: '⌘ Enter', named: 'Meta+Enter' }
  : { shown: 'Ctrl+Enter', named: 'Control+Enter' };

export interface FormHandlers extends Omit<MoveHandlers, 'onEdit'> {
  /** Each edit. */
  onDraft(draft: Draft): void;
  /** @param patch The id of the changes of the template to attach. */
  onSubmit(draft: Draft, reply: MoveReply, patch: string | undefined): void;
  /** The user wants the changes of the template in the comment. */
  onAttach(): void;
  onCopy(reason: string): void;
  /** The form that had the focus has nothing left to show: another part of the page takes the focus. */
  onClosed(): void;
}

/** Returns the form that moves the ticket to review. Typed text stays when the facts on the page are drawn again. */
export function createReviewForm(restored: Draft | undefined, handlers: FormHandlers) {
  const root = element('section', { 'aria-labelledby': 'review-title' });
  const title = element('h2', { id: 'review-title' });
  /** Why the ticket cannot be moved now, or the result of the last review. */
  const note = element('p', { class: 'note', role: 'status', tabindex: '-1' });
  const terms = createTermsForm(restored ?? emptyTerms, () => onChange());
  const move = createMoveForm(restored ?? {}, { ...handlers, onEdit: () => onChange() });
  const changes = createChangesForm(handlers.onAttach);
  const reason = element<ValueElement>('vscode-text-area', { rows: '4', resize: 'vertical', required: '' });
  const error = element('p', { class: 'error', role: 'alert' });
  const submit = element<ButtonElement>('vscode-button', {
    id: 'submitReview',
    appearance: 'primary',
    'aria-keyshortcuts': sendKeys.named,
  });
  const keys = element('span', { class: 'keys' });
  const required = element('p', { class: 'help' });
  const copy = element('vscode-button', { id: 'copyReason', appearance: 'secondary' });
  const controls = element(
    'div',
    { class: 'form' },
    required,
    terms.root,
    reason,
    error,
    changes.root,
    move.root,
    element('div', { class: 'actions send' }, submit, copy, keys),
    move.state,
  );
  const kept = createKeptDraft({ onCopy: handlers.onCopy, onDiscard: clear });
  root.append(title, note, kept.root, controls);
  reason.value = restored?.reason ?? '';

  let texts: PageTexts | undefined;
  let form: ReviewForm | undefined;
  let edited = restored?.at;
  let presetId: string | undefined;
  let isSending = false;

  const draft = (): Draft => ({
    ...{ ...terms.terms, ...move.kept },
    ...{ reason: reason.value, at: edited ?? 0 },
  });
  /** Empties the form as an edit. */
  function clear(): void {
    fill({ ...emptyTerms, reason: '' });
    onChange();
    showParts();
    if (form?.open === false) leave();
  }
  /** Takes a newer draft of the other side. An empty form starts with the preset. */
  function take({ draft: newest, preset }: ReviewForm): void {
    if (newest && newest.at > (edited ?? 0)) {
      edited = newest.at;
      fill(newest);
    }
    if (preset && preset.id !== presetId && isEmptyForm(draft())) fill(preset);
    presetId = preset?.id;
  }
  function fill(from: Omit<Draft, 'at'>): void {
    const { transition, step, fields } = from;
    terms.fill(from);
    move.fill({
      ...(transition !== undefined && { transition }),
      ...(step !== undefined && { step }),
      ...(fields && { fields }),
    });
    reason.value = from.reason;
  }
  const onChange = () => {
    error.textContent = '';
    edited = nextEdit(edited);
    showCopy();
    showChanges();
    handlers.onDraft(draft());
  };
  const showCopy = () => {
    copy.hidden = reason.value.trim() === '';
    copy.textContent = texts?.copyReason ?? '';
  };
  const showChanges = () => changes.show(form?.changes, terms.terms.outcome === 'fixed');
  const showButton = () => {
    submit.disabled = isSending;
    submit.hidden = move.refusal !== undefined;
    submit.textContent = (isSending ? texts?.submitting : texts?.submit) ?? '';
  };
  const leave = () => (root.hidden || note.textContent === '' ? handlers.onClosed() : moveFocus(note));
  const showParts = () => {
    if (!texts || !form) return;
    // A ticket that cannot be moved has no form, unless there is something to say or a text to keep.
    root.hidden = !form.open && form.note === undefined && reason.value.trim() === '';
    const left = !form.open && controls.contains(document.activeElement);
    controls.hidden = !form.open;
    kept.show(form.open ? '' : reason.value, form.kept, texts);
    move.show(form.open ? form.move : undefined, form.texts.move);
    // Focus moves from the form to the line that replaced it, not to the top of the page.
    if (left) leave();
    showCopy();
    showChanges();
    showButton();
  };
  reason.addEventListener('input', onChange);
  copy.addEventListener('click', () => handlers.onCopy(reason.value));
  submit.addEventListener('click', send);
  controls.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
  });
  function send(): void {
    if (isSending || !form?.open || move.refusal !== undefined) return;
    const isComplete = terms.check();
    const length = reasonLength(reason.value);
    if (length === 0 || length > maxReasonCharacters) {
      error.textContent = (length === 0 ? texts?.reasonMissing : texts?.reasonTooLong) ?? '';
      if (isComplete) reason.focus();
      return;
    }
    if (!isComplete || !move.check(form.texts.move)) return;
    isSending = true;
    showButton();
    handlers.onSubmit(draft(), move.reply, changes.attached);
  }

  return {
    root,
    /** @param shown Absent: there is no ticket to move. */
    show(shown: ReviewForm | undefined, words: PageTexts): void {
      texts = words;
      form = shown;
      if (!shown) root.hidden = true;
      title.textContent = words.review;
      patchChildren(reason, [document.createTextNode(words.reason), requiredMark()]);
      required.textContent = words.required;
      keys.textContent = words.sendKeys.replace('{0}', sendKeys.shown);
      // The toolkit's elements keep the name that they had when they were empty.
      reason.setAttribute('aria-label', words.reason);
      reason.setAttribute('placeholder', words.reasonHint);
      if (note.textContent !== (shown?.note ?? '')) note.textContent = shown?.note ?? '';
      if (shown) {
        terms.show(shown, words.outcome);
        take(shown);
      }
      showParts();
    },
    /** The editor has shown the result; a refused review can be sent again. */
    answered(ok: boolean): void {
      isSending = false;
      if (ok) {
        changes.clear();
        clear();
      }
      showButton();
      if (!ok) move.focusFault();
    },
    copied(): void {
      const label = texts?.copied ?? '';
      copy.textContent = label;
      kept.copied(label);
    },
  };
}
