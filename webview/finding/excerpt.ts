import { element } from '../shell/element.ts';

/** The part of a template that declares the resource. Its lines are plain text. */
export interface Excerpt {
  readonly title: string;
  readonly lines: readonly ExcerptLine[];
  /** Links to lines, for the keyboard and screen readers. */
  readonly openers: readonly { readonly line: number; readonly label: string }[];
}

export interface ExcerptLine {
  /** 0-based. */
  readonly line: number;
  readonly text: string;
  /** `resource`: its key. `cause`: a property that causes or fixes the finding. */
  readonly mark?: 'resource' | 'cause';
  /** Lines are left out before this one. */
  readonly isAfterGap?: true;
}

/** Page → extension: the user wants to see this line of the template in an editor. */
export interface OpenLine {
  readonly kind: 'openLine';
  /** 0-based. */
  readonly line: number;
}

const maxLines = 10_000_000;

/** Returns the message, or `undefined` if its shape is wrong. */
export function readOpenLine({ line }: Readonly<Record<string, unknown>>): OpenLine | undefined {
  return Number.isInteger(line) && Number(line) >= 0 && Number(line) < maxLines
    ? { kind: 'openLine', line: Number(line) }
    : undefined;
}

/** Returns the excerpt. A click on a line, or on one of the links below it, opens that line: see `openedLine`. */
export function excerptFigure({ title, lines, openers }: Excerpt): HTMLElement {
  const rows = lines.map(({ line, text, mark, isAfterGap }) =>
    element(
      'span',
      {
        class: ['line', mark, isAfterGap && 'gap'].filter(Boolean).join(' '),
        'data-line': String(line),
        'data-number': String(line + 1),
      },
      text === '' ? ' ' : text,
    ),
  );
  return element(
    'figure',
    { class: 'excerpt', 'data-key': 'excerpt' },
    element('pre', { role: 'region', tabindex: '0', 'aria-label': title }, ...rows),
    element(
      'figcaption',
      {},
      ...openers.map(({ line, label }) =>
        element('button', { type: 'button', class: 'link', 'data-line': String(line) }, label),
      ),
    ),
  );
}

/** Returns the line that a click asks for; `undefined` for any other click, and if the user has selected text. */
export function openedLine(event: MouseEvent): number | undefined {
  const from =
    event.target instanceof Element ? event.target.closest<HTMLElement>('.excerpt [data-line]') : null;
  if (!from || (from.localName !== 'button' && getSelection()?.isCollapsed === false)) return undefined;
  return Number(from.dataset.line);
}
