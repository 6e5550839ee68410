import { element } from '../shell/element.ts';
import { offeredOpenings } from './page-action.ts';
import { type Act, buttonsOf } from './page-button.ts';
import type { ShowFinding } from './protocol.ts';
import { stateLineOf } from './state-line.ts';

/** Returns the title, where the finding stands, the severity, the usual fix and the buttons that open something. */
export function headOf({ finding, state, places, texts }: ShowFinding, act: Act): HTMLElement {
  const button = buttonsOf(act);
  return element(
    'header',
    {},
    element('h1', {}, finding.title),
    stateLineOf(state),
    element(
      'p',
      { class: 'tags' },
      element('span', { class: `tag ${finding.severity}` }, texts.severityWord),
      element('span', { class: 'name' }, finding.resource.name ?? finding.resource.id),
    ),
    finding.remedy === undefined ? undefined : element('p', { class: 'remedy' }, finding.remedy),
    element(
      'div',
      { class: 'actions' },
      ...offeredOpenings(finding, places).map((action) => button(action, texts[action], 'secondary')),
    ),
  );
}
