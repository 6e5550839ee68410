import { expect, it } from 'vitest';
import { readFromPage } from '../../../../webview/finding/protocol.ts';

it('reads a decision and the edits of its reason', () => {
  expect(readFromPage({ kind: 'decide', decision: 'approve', reason: '' })).toEqual({
    kind: 'decide',
    decision: 'approve',
    reason: '',
  });
  expect(readFromPage({ kind: 'decisionDraft', reason: 'Still open.' })).toEqual({
    kind: 'decisionDraft',
    reason: 'Still open.',
  });
});

it('ignores a decision of another shape, and cuts a reason that is too long', () => {
  expect(readFromPage({ kind: 'decide', decision: 'close', reason: 'x' })).toBeUndefined();
  expect(readFromPage({ kind: 'decide', decision: 'approve' })).toBeUndefined();
  const long = readFromPage({ kind: 'decide', decision: 'send-back', reason: 'x'.repeat(20_000) });
  expect(long).toMatchObject({ decision: 'send-back', reason: 'x'.repeat(10_000) });
});
