import { element } from '../shell/element.ts';
import { factList } from './fact-list.ts';

/** The description of the rule and the remark on the resource, as AWS Config has them. Every text is plain. */
export interface ExplanationSection {
  readonly title: string;
  /** The rule's description, then the remark on the resource, each with its label. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** Says that it is being read, that there is nothing, or why it could not be read. */
  readonly note?: string;
  /** The label of the button that reads it again; absent if that is of no use. */
  readonly retry?: string;
}

/** Returns the section of what AWS Config says. */
export function explanationSection({ title, facts, note, retry }: ExplanationSection): HTMLElement {
  return element(
    'section',
    { 'data-key': 'explanation', 'aria-labelledby': 'explanation-title' },
    element('h2', { id: 'explanation-title' }, title),
    facts.length > 0 ? factList(facts) : undefined,
    element('p', { class: 'note', role: 'status' }, note),
    retry === undefined
      ? undefined
      : element(
          'button',
          { type: 'button', class: 'link', id: 'readExplanation', 'data-action': 'readExplanation' },
          retry,
        ),
  );
}
