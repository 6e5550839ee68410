import { type Control, controlOf } from '../../rules/controls/find-control.ts';

/** An id in the address of AWS's user guide: `…/s3-controls.html#s3-8`. */
const address = /-controls\.html#([a-z0-9]{2,30})-(\d{1,3})(?!\d)/g;

/**
 * Returns the controls of Security Hub that a text names by id: `S3.8`, `[S3.8]`, `security-control/S3.8`. `PCI.S3.1` is
 * a control of another standard and does not count.
 * @param words The words of the text.
 */
export function controlsIn(text: string, words: ReadonlySet<string>): Map<string, Control> {
  const controls = new Map<string, Control>();
  const add = (id: string) => {
    const control = controlOf(id);
    if (control) controls.set(control.id, control);
  };
  for (const word of words) if (/^[A-Za-z][A-Za-z0-9]{1,29}\.\d{1,3}$/.test(word)) add(word);
  for (const [, service, number] of text.matchAll(address)) add(`${service}.${number}`);
  return controls;
}
