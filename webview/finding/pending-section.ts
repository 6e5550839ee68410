import { element } from '../shell/element.ts';
import { moveFocus } from '../shell/focus.ts';
import type { ButtonElement } from '../shell/toolkit.ts';
import { plainText } from './moment.ts';
import type { PendingAction, PendingChoice, PendingSection, PendingSide } from './pending.ts';

/** Returns the section of an action that Jira has not confirmed: both sides, and a button with its effect for each choice. */
export function createPendingSection(onChoose: (choice: PendingChoice) => void) {
  const root = element('section', { class: 'pending', 'aria-labelledby': 'pending-title' });
  const title = element('h2', { id: 'pending-title', tabindex: '-1' });
  const note = element('p', { class: 'said', role: 'status' });
  const sides = element('div', { class: 'sides' });
  const actions = element('div', { class: 'choices' });
  root.append(title, note, sides, actions);
  root.hidden = true;
  let shown = '';
  let buttons: ButtonElement[] = [];

  const disable = (isDisabled: boolean) => {
    for (const button of buttons) button.disabled = isDisabled;
  };
  const actionOf = ({ choice, label, hint }: PendingAction, isUsual: boolean) => {
    const id = `pending-${choice}`;
    // To take an action back is never the usual answer.
    const appearance = isUsual && choice !== 'withdraw' ? 'primary' : 'secondary';
    const button = element<ButtonElement>(
      'vscode-button',
      { id, appearance, 'aria-describedby': `${id}-hint` },
      label,
    );
    button.addEventListener('click', () => {
      if (button.disabled) return;
      disable(true);
      onChoose(choice);
    });
    buttons.push(button);
    return element('div', { class: 'choice' }, button, element('span', { id: `${id}-hint` }, hint));
  };

  return {
    root,
    /** @param section Absent: nothing of the ticket is pending or can be undone. */
    show(section: PendingSection | undefined): void {
      // Drawn again only if it differs, so that a button keeps its focus and a screen reader is not interrupted.
      const next = JSON.stringify(section ?? null);
      if (next === shown) return;
      const hadFocus = root.contains(document.activeElement);
      shown = next;
      root.hidden = section === undefined;
      root.classList.toggle('urgent', section?.isUrgent === true);
      title.textContent = section?.title ?? '';
      note.textContent = plainText(section?.note ?? '');
      buttons = [];
      sides.replaceChildren(...(section?.sides ?? []).map(sideOf));
      const made = section?.actions.map((action, index) => actionOf(action, section.isUrgent && index === 0));
      actions.replaceChildren(...(made ?? []));
      if (hadFocus && section) moveFocus(title);
    },
    /** The user's choice was carried out, refused or left. */
    answered: () => disable(false),
    /** Moves the focus here. Returns `false` if there is nothing to see. */
    focus(): boolean {
      if (!root.hidden) moveFocus(title);
      return !root.hidden;
    },
  };
}

function sideOf({ title, facts }: PendingSide): HTMLElement {
  const rows = facts.flatMap(([name, value]) => [
    element('dt', {}, name),
    element('dd', {}, plainText(value)),
  ]);
  return element('div', { class: 'side' }, element('h3', {}, title), element('dl', {}, ...rows));
}
