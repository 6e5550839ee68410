import { expect, it } from 'vitest';
import { plainMessage, withoutIcons } from '../../../../extension/tools/plain-message.ts';
import { allTricks } from '../../../support/known-tricks.ts';

it('a notification makes no link from external text', () => {
  const link = /\[[^\]]*\]\(/;
  const attack = 'PAY-1 is now "[Done](command:workbench.action.terminal.new)".';
  expect(attack).toMatch(link);
  expect(plainMessage(attack)).not.toMatch(link);
  expect(plainMessage('(a) [b] c')).toBe('(a) [b] c');
});

it('a list draws no icon from external text', () => {
  // The expression with which VS Code finds icons in a row: a backslash in front of one makes it text.
  const icons = /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;
  const drawn = (text: string) => [...text.matchAll(icons)].filter(([, escaped]) => escaped === undefined);
  const attack = 'bucket $(pass-filled) \\$(check) $(sync~spin)';
  expect(drawn(attack)).toHaveLength(2);
  expect(drawn(withoutIcons(attack))).toEqual([]);
  expect(withoutIcons('costs $5 (net)')).toBe('costs $5 (net)');
});

it('no known trick becomes a link or an icon', () => {
  // The expressions of VS Code: its linked text, and its labels with icons.
  const linked = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
  const icons = /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;
  const drawn = (text: string) => [...text.matchAll(icons)].filter(([, escaped]) => escaped === undefined);
  expect(allTricks.filter((text) => text.match(linked)).length).toBeGreaterThan(2);
  expect(allTricks.filter((text) => drawn(text).length > 0).length).toBeGreaterThan(2);
  for (const text of allTricks) {
    expect(plainMessage(text).match(linked), text).toBeNull();
    expect(drawn(withoutIcons(text)), text).toEqual([]);
  }
});
