import { element } from '../shell/element.ts';

/** The facts that the user can copy. The extension knows their values. */
export const copied = ['finding', 'resource', 'arn', 'ticket', 'ticketUrl'] as const;
export type Copied = (typeof copied)[number];

/** Page → extension: the user copies a fact. */
export interface CopyFact {
  readonly kind: 'copy';
  readonly what: Copied;
}

/** Returns the message, or `undefined` if its shape is wrong. */
export function readCopyFact({ what }: Readonly<Record<string, unknown>>): CopyFact | undefined {
  const known = copied.find((each) => each === what);
  return known && { kind: 'copy', what: known };
}

/** Returns a button without text, so that a selection over it has the fact alone. @param label Its name. */
export function copyButton(what: Copied, label: string): HTMLElement {
  const button = element('button', {
    type: 'button',
    class: 'copy',
    'data-copy': what,
    'aria-label': label,
    title: label,
  });
  button.append(copyIcon());
  return button;
}

/** Returns which fact a click copies; `undefined` for any other click. */
export function copiedFact({ target }: MouseEvent): Copied | undefined {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null;
  return copied.find((each) => each === button?.dataset.copy);
}

/** Two sheets, in the color of the text. */
function copyIcon(): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  for (const [x, y] of [
    ['5.5', '5.5'],
    ['2.5', '2.5'],
  ] as const) {
    const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [name, value] of Object.entries({ x, y, width: '8', height: '8', rx: '1' }))
      sheet.setAttribute(name, value);
    svg.append(sheet);
  }
  return svg;
}
