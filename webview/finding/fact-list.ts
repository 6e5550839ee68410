import { element } from '../shell/element.ts';
import { type Copied, copyButton } from './copy-button.ts';
import type { PageAction } from './page-action.ts';

/** A fact without a value is not shown. */
export type Fact = readonly [name: string, value: FactValue | undefined];

/** Plain text, perhaps as a link or with a button that copies it. */
export type FactValue =
  | string
  | {
      readonly text: string;
      /** A click does the action: the extension opens what it knows itself, never this address. */
      readonly link?: { readonly href: string; readonly action: PageAction } | undefined;
      readonly copy?: readonly (readonly [what: Copied, label: string])[];
    };

/** Returns names and values below each other. */
export function factList(facts: readonly Fact[]): HTMLElement {
  const rows = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [element('dt', {}, name), element('dd', {}, ...nodesOf(value))],
  );
  return element('dl', {}, ...rows);
}

function nodesOf(value: FactValue): (HTMLElement | string)[] {
  if (typeof value === 'string') return [value];
  const { text, link, copy = [] } = value;
  return [
    link ? element('a', { href: link.href, 'data-action': link.action }, text) : text,
    ...copy.map(([what, label]) => copyButton(what, label)),
  ];
}
