import { element } from './element.ts';

/** A native control that a label and descriptions can name: those of the toolkit keep their input in a shadow tree. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLFieldSetElement;

/** A control with its label, its explanation and its fault. A screen reader reads both with the control. */
export interface Field {
  readonly root: HTMLElement;
  /** @param isRequired Marks the label; the control itself says it to a screen reader. */
  setLabel(text: string, isRequired?: boolean): void;
  setHelp(text: string): void;
  /** Shows why the value cannot be sent. An empty text removes the fault. */
  setFault(text: string): void;
}

/** Returns the mark after the label of a required control; the control itself says it to a screen reader. */
export function requiredMark(): HTMLElement {
  return element('span', { class: 'required', 'aria-hidden': 'true' }, ' *');
}

/** @param id Unique on the page: the focus returns to the control by it when the page is drawn again. */
export function createField(id: string, control: Control, ...more: readonly HTMLElement[]): Field {
  const isGroup = control instanceof HTMLFieldSetElement;
  const label = isGroup ? element('legend') : element('label', { for: id });
  const help = element('p', { id: `${id}-help`, class: 'help' });
  const fault = element('p', { id: `${id}-fault`, class: 'error', role: 'alert' });
  control.id = id;
  control.setAttribute('aria-describedby', `${help.id} ${fault.id}`);
  if (isGroup) control.prepend(label);
  return {
    root: element(
      'div',
      { class: 'field' },
      isGroup ? undefined : label,
      element('div', { class: 'control' }, control, ...more),
      help,
      fault,
    ),
    setLabel(text, isRequired = false) {
      label.replaceChildren(text, ...(isRequired ? [requiredMark()] : []));
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
