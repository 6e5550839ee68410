import { expect, it } from 'vitest';
import { plainMessage } from '../../../extension/plain-message.ts';

it('a notification makes no link of what others wrote', () => {
  const link = /\[[^\]]*\]\(/;
  const attack = 'PAY-1 is now "[Done](command:workbench.action.terminal.new)".';
  expect(attack).toMatch(link);
  expect(plainMessage(attack)).not.toMatch(link);
  expect(plainMessage('(a) [b] c')).toBe('(a) [b] c');
});
