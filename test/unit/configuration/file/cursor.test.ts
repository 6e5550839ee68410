import { describe, expect, it } from 'vitest';
import { cursorAt } from '../../../../daemon/configuration/file/cursor.ts';

/** Returns what is typed at the bar in a text. */
function at(text: string) {
  const offset = text.indexOf('|');
  const line = text.slice(0, offset).split('\n').length - 1;
  return cursorAt(text.replace('|', ''), line, offset - (text.lastIndexOf('\n', offset - 1) + 1));
}

describe('a cursor in a configuration file', () => {
  it('types a key at the top, next to the keys that the file already has', () => {
    expect(at('team: payments\nre|\naws:\n  profile: a\n')).toEqual({
      ...{ kind: 'key', parent: [], start: 0, siblings: ['team', 'aws'] },
    });
  });

  it('types a key in a map', () => {
    expect(at('jira:\n  site: a\n  statuses:\n    todo: [a]\n    |\n  language: en\n')).toMatchObject({
      ...{ kind: 'key', parent: ['jira', 'statuses'], start: 4, siblings: ['todo'] },
    });
    expect(at('jira:\n  site: a\n  statuses:\n    todo: [a]\n  pro|\n  language: en\n')).toMatchObject({
      ...{ parent: ['jira'], siblings: ['site', 'statuses', 'language'] },
    });
  });

  it('types a key in an item of a list, at its dash and below it, with each indent of the list', () => {
    for (const indent of ['', '  ']) {
      const list = `accounts:\n${indent}- id: '1'\n`;
      expect(at(`${list}${indent}  |`)).toMatchObject({ parent: ['accounts', 0], siblings: ['id'] });
      expect(at(`${list}${indent}- |`)).toMatchObject({ parent: ['accounts', 0], siblings: [] });
      expect(at(`${list}aws:\n  |`)).toMatchObject({ parent: ['aws'], siblings: [] });
    }
  });

  it('types a value', () => {
    expect(at('jira:\n  language: j|')).toEqual({ kind: 'value', path: ['jira', 'language'], start: 12 });
    expect(at('jira:\n  language: |')).toEqual({ kind: 'value', path: ['jira', 'language'], start: 12 });
  });

  it('types nothing that can be completed in a comment or after a value', () => {
    expect([at('# te|'), at('team: a # te|'), at('team: a b|')]).toEqual([undefined, undefined, undefined]);
  });
});
