import { expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
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

it.each([
  ['the ticket is shared', { isShared: true }],
  ['the text of the ticket only names it', { match: 'text' }],
  ['its time is over', { isOver: true }],
] as const)('a window receives a file again if a finding waits again, because %s', (_, waits) => {
  const sent: unknown[] = [];
  const files = createMarkedFiles((_method, params) => sent.push(params));
  const publish = (ticket: FindingView['ticket']) => {
    const place = { file: '/w/a.yaml', line: 1, column: 2, endColumn: 9, logicalId: 'Data' };
    const view = findingView({
      ...(ticket && { ticket }),
      link: { confidence: 'certain', evidence: 'e', place },
    });
    files.publish(marksOf([view], () => undefined));
  };

  publish(ticketOfFinding({ state: 'review' }));
  publish(ticketOfFinding({ state: 'review', ...waits }));

  expect(sent).toHaveLength(2);
});
