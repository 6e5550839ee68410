import { describe, expect, it } from 'vitest';
import { marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { nextResource } from '../../../../../daemon/server/features/editor/next-resource.ts';
import { markedResourcesOf } from '../../../../../daemon/server/features/editor/resource-marks.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

function finding(file: string, line: number, key = `${file}:${line}`) {
  const place = { file, line, column: 2, endColumn: 9, logicalId: `R${line}` };
  return findingView({ key, link: { confidence: 'certain', evidence: 'e', place } });
}

describe('the next resource with findings', () => {
  const marks = marksOf(
    [
      finding('/w/b.yaml', 9),
      finding('/w/b.yaml', 3),
      finding('/w/b.yaml', 3, 'also'),
      finding('/w/a.yaml', 5),
    ],
    () => undefined,
  );
  const from = (file: string | undefined, line: number, direction: 'next' | 'previous') => {
    const found = nextResource(marks, { file, line }, direction, 'en');
    return found && [found.uri.slice(-6), found.range.start.line, `${found.position} of ${found.total}`];
  };

  it.each([
    ['in the file', '/w/b.yaml', 3, 'next', ['b.yaml', 9, '3 of 3']],
    ['at a line between two', '/w/b.yaml', 6, 'next', ['b.yaml', 9, '3 of 3']],
    ['in the next file', '/w/a.yaml', 5, 'next', ['b.yaml', 3, '2 of 3']],
    ['after the last, at the first', '/w/b.yaml', 9, 'next', ['a.yaml', 5, '1 of 3']],
    ['before, in the file', '/w/b.yaml', 9, 'previous', ['b.yaml', 3, '2 of 3']],
    ['before, at the key of the resource', '/w/b.yaml', 5, 'previous', ['b.yaml', 3, '2 of 3']],
    ['before, in the previous file', '/w/b.yaml', 3, 'previous', ['a.yaml', 5, '1 of 3']],
    ['before the first, at the last', '/w/a.yaml', 5, 'previous', ['b.yaml', 9, '3 of 3']],
    ['from a file without findings', '/w/aa.yaml', 0, 'next', ['b.yaml', 3, '2 of 3']],
    ['without a file', undefined, 0, 'next', ['a.yaml', 5, '1 of 3']],
  ] as const)('is %s', (_, file, line, direction, expected) => {
    expect(from(file, line, direction)).toEqual(expected);
  });

  it('is not found if no file has findings', () => {
    expect(nextResource(new Map(), { file: '/w/a.yaml', line: 1 }, 'next', 'en')).toBeUndefined();
  });
});

describe('the resources of a file', () => {
  it('are in the order of lines, each with all of its findings', () => {
    const ticket = ticketOfFinding({ state: 'review' });
    const views = [
      { ...finding('/w/a.yaml', 9), ticket },
      finding('/w/a.yaml', 3),
      { ...finding('/w/a.yaml', 3, 'also'), severity: 'critical' as const },
    ];
    const marks = marksOf(views, () => undefined).get('/w/a.yaml') ?? [];
    expect(markedResourcesOf(marks, 'en')).toMatchObject([
      {
        label: 'Critical · 2 findings',
        severity: 'critical',
        isReviewed: false,
        findings: ['/w/a.yaml:3', 'also'],
      },
      { range: { start: { line: 9 } }, isReviewed: true, findings: ['/w/a.yaml:9'] },
    ]);
  });
});
