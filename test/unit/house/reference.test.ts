import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { referenceDocuments, referenceOf, referenceText } from '../../../docs/generate/contributions.ts';
import { referenceWords } from '../../../docs/generate/reference-words.ts';

describe('the reference of the guide', () => {
  it.each(['en', 'ja'] as const)(
    'is up to date with package.json (%s): if not, run "npm run docs"',
    (language) => {
      expect(readFileSync(referenceDocuments[language], 'utf8')).toBe(referenceText(language));
    },
  );

  it('names commands with the menus that offer them, keys, views, and settings in their order', () => {
    const text = referenceOf(
      {
        commands: [
          { command: 'a.open', title: '%open%' },
          { command: 'a.hidden', title: 'Hidden' },
        ],
        menus: {
          commandPalette: [{ command: 'a.hidden', when: 'false' }],
          'view/item/context': [{ command: 'a.open' }, { submenu: 'a.more' }],
          'a.more': [{ command: 'a.hidden' }],
        },
        submenus: [{ id: 'a.more' }],
        keybindings: [{ command: 'a.open', key: 'ctrl+o', mac: 'cmd+o' }],
        configuration: [
          { title: 'Later', order: 2, properties: { 'a.last': { type: 'string', default: '' } } },
          {
            title: 'Sooner',
            order: 1,
            properties: {
              'a.second': { enum: ['x', 'y'], default: 'x', order: 2, description: 'x|y' },
              'a.first': { type: 'boolean', default: true, order: 1, scope: 'machine', description: 'on' },
            },
          },
        ],
        views: { a: [{ id: 'a.list', name: 'List' }] },
      },
      { open: 'Open…' },
      referenceWords.en,
    );
    expect(text.split('\n').filter((line) => /^\| [*`]/.test(line))).toEqual([
      '| **Hidden** | rows of a view | `a.hidden` |',
      '| **Open…** | command palette, rows of a view | `a.open` |',
      '| **Open…** | `ctrl+o` | `cmd+o` | everywhere |',
      '| **List** | `a.list` |',
      '| `a.first` | on | boolean | `true` | user settings of the machine or the remote host |',
      '| `a.second` | x\\|y | `"x"`, `"y"` | `"x"` | user or workspace settings |',
      '| `a.last` |  | string | `""` | user or workspace settings |',
    ]);
  });

  it('refuses a text without a translation', () => {
    const contributions = {
      commands: [{ command: 'a.open', title: '%missing%' }],
      configuration: { title: 'A', properties: {} },
      views: {},
    };
    expect(() => referenceOf(contributions, {}, referenceWords.en)).toThrow('missing');
  });
});
