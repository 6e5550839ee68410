import { element } from '../shell/element.ts';

/** Where the finding and its ticket stand now. Every text is in the editor's language, and plain. */
export interface StateLine {
  /** `late` and `soon`: the due date asks for an act. Shown by an icon and a color, too. */
  readonly tone: 'late' | 'soon' | 'good' | 'plain';
  /** The most important fact: `12 days late`. */
  readonly lead: string;
  /** Ticket, status, due date, assignee. */
  readonly rest: readonly string[];
}

/** Returns the line below the title. */
export function stateLineOf({ tone, lead, rest }: StateLine): HTMLElement {
  return element(
    'p',
    { class: `state ${tone}` },
    element('strong', {}, lead),
    ...rest.map((text) => element('span', {}, text)),
  );
}
