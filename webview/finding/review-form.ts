import type { Outcome } from '#protocol/pending-review.ts';
import { maxReasonCharacters, reasonLength } from '#protocol/review-reason.ts';
import { element } from '../shell/element.ts';
import type { ButtonElement, ValueElement } from '../shell/toolkit.ts';
import { type Draft, nextEdit } from './draft.ts';
import { createKeptDraft } from './kept-draft.ts';
import type { PageTexts, ReviewForm } from './protocol.ts';

export interface FormHandlers {
  /** Each edit. */
  onDraft(draft: Draft): void;
  onSubmit(draft: Draft): void;
  onCopy(reason: string): void;
}

/** Returns the form that moves the ticket to review. Typed text stays when the facts on the page are drawn again. */
export function createReviewForm(restored: Draft | undefined, handlers: FormHandlers) {
  const root = element('section', { 'aria-labelledby': 'review-title' });
  const title = element('h2', { id: 'review-title' });
  /** Why the ticket cannot be moved now, or the result of the last review. */
  const note = element('p', { class: 'note', role: 'status', tabindex: '-1' });
  const fixed = element('vscode-radio', { value: 'fixed', name: 'outcome' });
  const intended = element('vscode-radio', { value: 'intended', name: 'outcome' });
  const outcomeLabel = element('label', { slot: 'label' });
  const outcome = element<ValueElement>(
    'vscode-radio-group',
    { orientation: 'vertical', name: 'outcome', value: restored?.outcome ?? 'fixed' },
    outcomeLabel,
    fixed,
    intended,
  );
  const reason = element<ValueElement>('vscode-text-area', { rows: '4', resize: 'vertical' });
  const error = element('p', { class: 'error', role: 'alert' });
  const submit = element<ButtonElement>('vscode-button', { id: 'submitReview', appearance: 'primary' });
  const copy = element('vscode-button', { id: 'copyReason', appearance: 'secondary' });
  const fields = element(
    'div',
    { class: 'form' },
    outcome,
    reason,
    error,
    element('div', { class: 'actions' }, submit, copy),
  );
  const kept = createKeptDraft({ onCopy: handlers.onCopy, onDiscard: () => write('') });
  root.append(title, note, kept.root, fields);
  reason.value = restored?.reason ?? '';

  let texts: PageTexts | undefined;
  let form: ReviewForm | undefined;
  let edited = restored?.at;
  let presetId: string | undefined;
  let isSending = false;

  const chosen = (): Outcome => (outcome.value === 'intended' ? 'intended' : 'fixed');
  let known = restored?.outcome ?? 'fixed';
  const draft = (): Draft => ({ outcome: chosen(), reason: reason.value, at: edited ?? 0 });
  /** Writes a text into the form as an edit. */
  function write(text: string): void {
    reason.value = text;
    onChange();
    showParts();
    if (text === '' && form?.open === false) note.focus();
  }
  /** Takes a newer draft of the other side. An empty form starts with the preset. */
  function take({ draft: newest, preset }: ReviewForm): void {
    if (newest && newest.at > (edited ?? 0)) {
      edited = newest.at;
      fill(newest);
    }
    if (preset && preset.id !== presetId && reason.value.trim() === '') fill(preset);
    presetId = preset?.id;
  }
  function fill(from: Pick<Draft, 'outcome' | 'reason'>): void {
    known = from.outcome;
    outcome.value = from.outcome;
    reason.value = from.reason;
  }
  const onChange = () => {
    error.textContent = '';
    edited = nextEdit(edited);
    showCopy();
    handlers.onDraft(draft());
  };
  const showCopy = () => {
    copy.hidden = reason.value.trim() === '';
    copy.textContent = texts?.copyReason ?? '';
  };
  const showButton = () => {
    submit.disabled = isSending;
    submit.textContent = (isSending ? texts?.submitting : texts?.submit) ?? '';
  };
  const showParts = () => {
    if (!texts || !form) return;
    const left = !form.open && fields.contains(document.activeElement);
    fields.hidden = !form.open;
    kept.show(form.open ? '' : reason.value, form.kept, texts);
    // Focus moves from the form to the line that replaced it, not to the top of the page.
    if (left) note.focus();
    showCopy();
    showButton();
  };
  outcome.addEventListener('change', () => {
    // The component also fires this when it draws itself with a value from the page: that is not an edit.
    if (chosen() === known) return;
    known = chosen();
    onChange();
  });
  reason.addEventListener('input', onChange);
  copy.addEventListener('click', () => handlers.onCopy(reason.value));
  submit.addEventListener('click', () => {
    if (isSending) return;
    const length = reasonLength(reason.value);
    if (length === 0 || length > maxReasonCharacters) {
      error.textContent = (length === 0 ? texts?.reasonMissing : texts?.reasonTooLong) ?? '';
      reason.focus();
      return;
    }
    isSending = true;
    showButton();
    handlers.onSubmit(draft());
  });

  return {
    root,
    /** @param shown Absent: there is no ticket to move. */
    show(shown: ReviewForm | undefined, words: PageTexts): void {
      texts = words;
      form = shown;
      root.hidden = shown === undefined;
      title.textContent = words.review;
      outcomeLabel.textContent = words.outcome;
      name(fixed, words.fixed);
      name(intended, words.intended);
      name(reason, words.reason);
      reason.setAttribute('placeholder', words.reasonHint);
      if (note.textContent !== (shown?.note ?? '')) note.textContent = shown?.note ?? '';
      if (shown) take(shown);
      showParts();
    },
    /** The editor has shown the result; a refused review can be sent again. */
    answered(ok: boolean): void {
      isSending = false;
      if (ok) write('');
      showButton();
    },
    copied(): void {
      const label = texts?.copied ?? '';
      copy.textContent = label;
      kept.copied(label);
    },
  };
}

/** Sets text and name: the toolkit's elements keep the name that they had when they were empty. */
function name(control: HTMLElement, text: string): void {
  control.textContent = text;
  control.setAttribute('aria-label', text);
}
