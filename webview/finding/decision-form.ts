import type { Decision } from '#protocol/pending-review.ts';
import { maxReasonCharacters, reasonLength } from '#protocol/review-reason.ts';
import { element } from '../shell/element.ts';
import { moveFocus } from '../shell/focus.ts';
import type { ButtonElement, ValueElement } from '../shell/toolkit.ts';
import type { DecisionForm } from './decision.ts';

export interface DecisionHandlers {
  /** Each edit. */
  onDraft(reason: string): void;
  onDecide(decision: Decision, reason: string): void;
}

/** Returns the form of a ticket in review. Typed text stays when the facts on the page are drawn again. */
export function createDecisionForm(handlers: DecisionHandlers) {
  const root = element('section', { 'aria-labelledby': 'decision-title' });
  const title = element('h2', { id: 'decision-title' });
  const lines = element('div', { class: 'case' });
  const note = element('p', { class: 'note', role: 'status', tabindex: '-1' });
  const reason = element<ValueElement>('vscode-text-area', { rows: '3', resize: 'vertical' });
  const error = element('p', { class: 'error', role: 'alert' });
  const approve = element<ButtonElement>('vscode-button', { id: 'approve', appearance: 'primary' });
  const sendBack = element<ButtonElement>('vscode-button', { id: 'sendBack', appearance: 'secondary' });
  const fields = element(
    'div',
    { class: 'form' },
    reason,
    error,
    element('div', { class: 'actions' }, approve, sendBack),
  );
  root.append(title, lines, note, fields);
  root.hidden = true;
  let form: DecisionForm | undefined;
  let sending: Decision | undefined;

  const showButtons = () => {
    approve.disabled = sending !== undefined;
    sendBack.disabled = sending !== undefined;
    approve.textContent = (sending === 'approve' ? form?.texts.sending : form?.texts.approve) ?? '';
    sendBack.textContent = (sending === 'send-back' ? form?.texts.sending : form?.texts.sendBack) ?? '';
  };
  const decide = (decision: Decision) => {
    if (sending || !form) return;
    const length = reasonLength(reason.value);
    const isMissing = decision === 'send-back' && length === 0;
    if (isMissing || length > maxReasonCharacters) {
      error.textContent = isMissing ? form.texts.reasonMissing : form.texts.reasonTooLong;
      reason.focus();
      return;
    }
    sending = decision;
    showButtons();
    handlers.onDecide(decision, reason.value);
  };
  reason.addEventListener('input', () => {
    error.textContent = '';
    handlers.onDraft(reason.value);
  });
  approve.addEventListener('click', () => decide('approve'));
  sendBack.addEventListener('click', () => decide('send-back'));

  return {
    root,
    /** @param shown Absent: the ticket is not in review, and nothing was decided here. */
    show(shown: DecisionForm | undefined): void {
      const isOther = shown?.ticket !== form?.ticket;
      form = shown;
      root.hidden = shown === undefined;
      if (!shown) return;
      if (isOther || reason.value === '') reason.value = shown.draft;
      title.textContent = shown.texts.title;
      const paragraphs = shown.lines.map((line) => element('p', { class: 'said' }, line));
      lines.replaceChildren(...paragraphs, ...(shown.changes ? changesOf(shown.changes) : []));
      if (note.textContent !== (shown.note ?? '')) note.textContent = shown.note ?? '';
      reason.textContent = shown.texts.reason;
      reason.setAttribute('aria-label', shown.texts.reason);
      reason.setAttribute('placeholder', shown.texts.hint);
      const hadFocus = fields.contains(document.activeElement);
      fields.hidden = !shown.open;
      // Focus moves from the form to the line that replaced it, not to the top of the page.
      if (hadFocus && !shown.open) moveFocus(note);
      showButtons();
    },
    /** The editor has shown the result; a refused decision can be sent again. */
    answered(ok: boolean): void {
      sending = undefined;
      if (ok) reason.value = '';
      showButtons();
    },
  };
}

function changesOf({ title, text }: NonNullable<DecisionForm['changes']>): HTMLElement[] {
  return [
    element('p', { id: 'given-changes' }, title),
    element(
      'pre',
      { class: 'diff', role: 'region', tabindex: '0', 'aria-labelledby': 'given-changes' },
      text,
    ),
  ];
}
