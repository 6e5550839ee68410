import { describe, expect, it } from 'vitest';
import { maxReasonCharacters, reasonLength, reasonText } from '../../../daemon/protocol/review-reason.ts';

describe('the reason of a review', () => {
  it.each([
    ['Closed.', 'Closed.', 7],
    ['  two\r\nlines\r ', 'two\nlines', 9],
    [' \n\t ', '', 0],
    ['a\u0000b\u001b[2Jc', 'ab[2Jc', 6],
    ['公開サイト', '公開サイト', 5],
    ['🔒👍🏽', '🔒👍🏽', 3],
  ])('%j is sent as %j and counts %i characters', (typed, sent, length) => {
    expect(reasonText(typed)).toBe(sent);
    expect(reasonLength(typed)).toBe(length);
  });

  it('may be as long in emoji as in letters', () => {
    expect(reasonLength('🔒'.repeat(maxReasonCharacters))).toBe(maxReasonCharacters);
  });
});
