import { describe, expect, it } from 'vitest';
import { lineShown, lineTyped } from '../../../../../extension/tickets/review/one-line.ts';

describe('a reason of several lines in a box of one', () => {
  it('keeps its line breaks', () => {
    const shown = lineShown('Closed.\r\n\r\nDeployed on Monday.\n');
    expect(shown).not.toMatch(/[\r\n]/);
    expect(lineTyped(shown)).toBe('Closed.\n\nDeployed on Monday.\n');
  });
});
