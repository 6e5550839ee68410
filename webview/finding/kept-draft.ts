import { element } from '../shell/element.ts';
import type { ValueElement } from '../shell/toolkit.ts';
import type { PageTexts } from './protocol.ts';

/** Shows a text that cannot be sent from this page now: what happened, and the text, which the user can copy or discard. */
export function createKeptDraft(handlers: { onCopy(reason: string): void; onDiscard(): void }) {
  const happened = element('p', { id: 'kept-title', role: 'status' });
  const text = element<ValueElement>('vscode-text-area', { rows: '4', resize: 'vertical', readonly: '' });
  const copy = element('vscode-button', { id: 'copyKept', appearance: 'primary' });
  const discard = element('vscode-button', { id: 'discardDraft', appearance: 'secondary' });
  const actions = element('div', { class: 'actions' }, copy, discard);
  const root = element('div', { class: 'form', role: 'group' }, happened, text, actions);
  root.hidden = true;
  copy.addEventListener('click', () => handlers.onCopy(text.value));
  discard.addEventListener('click', handlers.onDiscard);
  return {
    root,
    /** @param reason If it is empty, the block is hidden. */
    show(reason: string, sentence: string, texts: PageTexts): void {
      root.hidden = reason.trim() === '';
      happened.textContent = root.hidden ? '' : sentence;
      root.setAttribute('aria-label', texts.reason);
      text.setAttribute('aria-label', texts.reason);
      if (text.value !== reason) text.value = reason;
      copy.textContent = texts.copyReason;
      discard.textContent = texts.discard;
    },
    copied(label: string): void {
      copy.textContent = label;
    },
  };
}
