import { describe, expect, it } from 'vitest';
import { readFromPage } from '../../../webview/protocol.ts';

describe('what a page says', () => {
  it.each(['ready', 'goToTemplate', 'chooseLink', 'openTicket', 'openConsole'])('may be %s', (kind) => {
    expect(readFromPage({ kind, more: 'is dropped' })).toEqual({ kind });
  });

  it('may be a review with a known outcome and a reason', () => {
    const review = { kind: 'review', outcome: 'intended', reason: 'A public website.' };
    expect(readFromPage({ ...review, ticket: 'OTHER-1' })).toEqual(review);
  });

  it.each([
    [undefined],
    [null],
    ['ready'],
    [{ kind: 'run', command: 'rm' }],
    [{ kind: 'review', outcome: 'done', reason: 'x' }],
    [{ kind: 'review', outcome: 'fixed', reason: 7 }],
    [{ kind: 'review', outcome: 'fixed' }],
  ])('is dropped where it is %j', (message) => {
    expect(readFromPage(message)).toBeUndefined();
  });
});
