import { expect, it } from 'vitest';
import { offeredOpenings } from '../../../../webview/finding/page-action.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';

it('a page has a button for what can be opened alone', () => {
  const { consoleUrl: _, ...bare } = findingView();
  expect(offeredOpenings(findingView({ ticket: ticketOfFinding() }), [1])).toEqual([
    'goToTemplate',
    'openTicket',
    'openConsole',
  ]);
  expect(offeredOpenings({ ...bare, ticket: ticketOfFinding({ url: '' }) }, [])).toEqual([]);
  expect(offeredOpenings(bare, [])).toEqual([]);
});
