import { expect, it } from 'vitest';
import { createMarkedFiles } from '../../../../../daemon/server/features/editor/marked-files.ts';
import { marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

it('a window receives the files that have findings, each change once', () => {
  const sent: unknown[] = [];
  const files = createMarkedFiles((_method, params) => sent.push(params));
  const publish = (findings: Readonly<Record<string, 'todo' | 'review'>>) =>
    files.publish(
      marksOf(
        Object.entries(findings).map(([file, state]) => {
          const place = { file, line: 1, column: 2, endColumn: 9, logicalId: 'Data' };
          const ticket = ticketOfFinding({ state });
          return findingView({ key: file, ticket, link: { confidence: 'certain', evidence: 'e', place } });
        }),
        () => undefined,
      ),
    );

  publish({ '/w/a.yaml': 'todo', '/w/b c.yaml': 'todo' });
  publish({ '/w/a.yaml': 'todo', '/w/b c.yaml': 'todo' });
  publish({ '/w/a.yaml': 'review', '/w/b c.yaml': 'todo' });
  publish({ '/w/a.yaml': 'review' });

  expect(sent).toEqual([
    { changed: ['file:///w/a.yaml', 'file:///w/b%20c.yaml'], removed: [] },
    { changed: ['file:///w/a.yaml'], removed: [] },
    { changed: [], removed: ['file:///w/b%20c.yaml'] },
  ]);
});
