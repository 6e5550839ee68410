import type { FindingView } from '#protocol/findings.ts';
import { element } from '../shell/element.ts';
import type { ShowFinding } from './protocol.ts';

/** Returns a section that says how finding and ticket disagree, each with the next step; none if they agree. */
export function divergencesOf(
  { divergences = [] }: FindingView,
  { disagree, nextStep }: ShowFinding['texts'],
): HTMLElement[] {
  if (divergences.length === 0) return [];
  const items = divergences.map(({ text, next }) =>
    element('li', {}, element('p', {}, text), element('p', {}, element('strong', {}, nextStep), ` ${next}`)),
  );
  return [
    element(
      'section',
      { class: 'divergence', 'aria-label': disagree },
      element('h2', {}, disagree),
      element('ul', {}, ...items),
    ),
  ];
}
