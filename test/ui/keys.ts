import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../support/vscode/workbench.ts';
import { boxOf } from './questions.ts';

/** Runs a command of the palette without the mouse. */
export async function typeCommand(window: Workbench, title: string): Promise<void> {
  // An answered question closes a moment later, and with it a palette that is already there.
  await window.ask.waitFor({ state: 'hidden' });
  await window.page.keyboard.press('F1');
  await boxOf(window).waitFor();
  await typeChoice(window, title);
}

/** Types the beginning of a choice, and takes it with Enter once it is the one in focus. */
export async function typeChoice(window: Workbench, text: string): Promise<void> {
  const { ask, page } = window;
  await ask.locator('.monaco-list-row').first().waitFor();
  await page.keyboard.type(text);
  await ask.locator('.monaco-list-row.focused', { hasText: text }).waitFor();
  await page.keyboard.press('Enter');
}

/** A control of a page that has the focus. */
export interface FocusedControl {
  readonly name: string;
  /** Pixels from the beginning of the page. */
  readonly top: number;
  readonly left: number;
  /** Whether a line or a border in the color of the focus shows where it is. */
  readonly hasRing: boolean;
}

/**
 * A component keeps its control in its own tree: the name is the component's, the ring is drawn inside it. A browser draws a ring of
 * the style `auto` by itself.
 */
const read = `(() => {
  const { activeElement: control } = document;
  if (!document.hasFocus() || !control || control === document.body) return undefined;
  const parts = [control, ...(control.shadowRoot?.querySelectorAll('*') ?? [])];
  const probe = document.createElement('i');
  probe.style.color = 'var(--vscode-focusBorder)';
  document.body.append(probe);
  const focusColor = getComputedStyle(probe).color;
  probe.remove();
  const hasRing = parts.some((part) => {
    const { outlineStyle, outlineWidth, outlineColor, borderTopStyle, borderTopColor } = getComputedStyle(part);
    return outlineStyle === 'auto' ||
      (outlineStyle === 'solid' && outlineWidth !== '0px' && outlineColor === focusColor) ||
      (borderTopStyle === 'solid' && borderTopColor === focusColor);
  });
  const { top, left } = control.getBoundingClientRect();
  const name = control.getAttribute('aria-label') ?? control.labels?.[0]?.textContent ?? control.textContent;
  return { name: name.trim(), top: Math.round(top + scrollY), left: Math.round(left), hasRing };
})()`;

export function focusedControl(frame: Frame): Promise<FocusedControl | undefined> {
  return frame.evaluate<FocusedControl | undefined>(read);
}

/** More than a page has. */
const maxTabs = 80;

/** Presses Tab until the control with this name has the focus. @throws Error if Tab does not lead to it. */
export async function tabTo(window: Workbench, frame: Frame, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < maxTabs; step++) {
    await window.page.keyboard.press('Tab');
    const control = await focusedControl(frame);
    if (control && name.test(control.name)) return;
    passed.push(control?.name ?? '(outside)');
  }
  throw new Error(`Tab does not lead to ${name}, but to ${passed.join(', ')}.`);
}

/** Resolves to the controls to which Tab leads, from where the focus is to the end of the page. */
export async function tabStops(window: Workbench, frame: Frame): Promise<FocusedControl[]> {
  const stops: FocusedControl[] = [];
  for (let step = 0; step < maxTabs; step++) {
    await window.page.keyboard.press('Tab');
    const control = await focusedControl(frame);
    if (!control) break;
    // A date has several parts.
    if (control.name !== stops.at(-1)?.name) stops.push(control);
  }
  return stops;
}

/** Presses a key until this is shown. A menu that opens while the editor draws its marks again may close at once. */
export async function pressUntil({ page }: Workbench, key: string, shown: Locator): Promise<void> {
  for (let attempt = 0; attempt < 5 && !(await shown.isVisible()); attempt++) {
    await page.keyboard.press(key);
    await shown.waitFor({ timeout: 5_000 }).catch(() => {});
  }
  await shown.waitFor();
}
