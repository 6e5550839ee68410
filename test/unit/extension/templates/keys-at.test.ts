import { describe, expect, it } from 'vitest';
import type { MarkedResource } from '#protocol/editor.ts';
import { keysAt } from '../../../../extension/templates/keys-at.ts';

function resource(line: number, lastLine: number, ...findings: string[]): MarkedResource {
  const range = { start: { line, character: 2 }, end: { line, character: 9 } };
  return { label: 'High', range, lastLine, severity: 'high', isReviewed: false, findings };
}

describe('the findings that a menu of a file is about', () => {
  const resources = [resource(2, 8, 'a', 'b'), resource(10, 14, 'c')];

  it.each([
    ['at the key of a resource', 2, ['a', 'b']],
    ['inside of it', 8, ['a', 'b']],
    ['in another one', 12, ['c']],
    ['between resources: those of the file', 9, ['a', 'b', 'c']],
    ['in the explorer: those of the file', undefined, ['a', 'b', 'c']],
  ] as const)('are those %s', (_, line, expected) => {
    expect(keysAt(resources, line)).toEqual(expected);
  });
});
