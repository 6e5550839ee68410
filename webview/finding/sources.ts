import { element } from '../shell/element.ts';
import { factList } from './fact-list.ts';
import { plainText, type TimedText } from './moment.ts';

/** The sources that report a finding. Every text is in the editor's language, and plain. */
export interface SourcesSection {
  readonly title: string;
  readonly items: readonly SourceItem[];
  /** Says how many are not in the list. */
  readonly note?: string;
}

export interface SourceItem {
  /** `AWS Config`. */
  readonly source: string;
  readonly facts: readonly (readonly [name: string, value: TimedText])[];
}

/** Returns the section of the sources. */
export function sourcesSection({ title, items, note }: SourcesSection): HTMLElement {
  return element(
    'section',
    { 'data-key': 'sources', 'aria-labelledby': 'sources-title' },
    element('h2', { id: 'sources-title' }, title),
    ...items.flatMap(({ source, facts }) => [
      element('h3', {}, source),
      factList(facts.map(([name, value]) => [name, plainText(value)])),
    ]),
    note === undefined ? undefined : element('p', { class: 'note' }, note),
  );
}
