import { element } from './element.ts';

/** A native control that a label and descriptions can name: those of the toolkit keep their input in a shadow tree. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A control with its label, its explanation and its fault. Both are read with the control by a screen reader. */
export interface Field {
  readonly root: HTMLElement;
  /** @param text Visible above the control. */
  setLabel(text: string): void;
  setHelp(text: string): void;
  /** Shows why the value cannot be sent. An empty text removes the fault. */
  setFault(text: string): void;
}

/** @param id Unique on the page; the focus returns to the control by it when the page is drawn again. */
export function createField(id: string, control: Control, ...more: readonly HTMLElement[]): Field {
  const label = element('label', { for: id });
  const help = element('p', { id: `${id}-help`, class: 'help' });
  const fault = element('p', { id: `${id}-fault`, class: 'error', role: 'alert' });
  control.id = id;
  control.setAttribute('aria-describedby', `${help.id} ${fault.id}`);
  return {
    root: element(
      'div',
      { class: 'field' },
      label,
      element('div', { class: 'control' }, control, ...more),
      help,
      fault,
    ),
    setLabel(text) {
      label.textContent = text;
    },
    setHelp(text) {
      if (help.textContent !== text) help.textContent = text;
    },
    setFault(text) {
      if (fault.textContent !== text) fault.textContent = text;
      if (text === '') control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', 'true');
    },
  };
}
