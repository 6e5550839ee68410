import { expect, it } from 'vitest';
import { readFromPage } from '../../../../webview/finding/protocol.ts';

it('reads a choice about a pending action, and ignores one that does not exist', () => {
  expect(readFromPage({ kind: 'resolve', choice: 'send-anyway', more: 1 })).toEqual({
    kind: 'resolve',
    choice: 'send-anyway',
  });
  expect(readFromPage({ kind: 'resolve', choice: 'delete' })).toBeUndefined();
  expect(readFromPage({ kind: 'resolve' })).toBeUndefined();
});
