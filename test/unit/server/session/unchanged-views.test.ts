import { expect, it } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { createDiagnostics } from '../../../../daemon/server/features/editor/diagnostics.ts';
import { keepUnchanged, marksOf } from '../../../../daemon/server/features/editor/marks.ts';
import { findingView } from '../../../support/finding-view.ts';

const finding = (file: string, line = 1) => {
  const place = { file, line, column: 2, endColumn: 9, logicalId: 'Data' };
  return findingView({ key: file, link: { confidence: 'certain', evidence: 'e', place } });
};
const marks = (...views: ReturnType<typeof finding>[]) => marksOf(views, () => undefined);

it('a file whose findings did not change keeps its marks, and its diagnostics are not made again', () => {
  const [a, b] = [finding('/w/a.yaml'), finding('/w/b.yaml')];
  const first = marks(a, b);
  const second = keepUnchanged(first, marks(a, finding('/w/b.yaml', 7)));
  expect(second.get('/w/a.yaml')).toBe(first.get('/w/a.yaml'));
  expect(second.get('/w/b.yaml')).not.toBe(first.get('/w/b.yaml'));
  expect(keepUnchanged(second, marks(a))).toEqual(marks(a));

  const sent: string[] = [];
  const { publish } = createDiagnostics((_method, params) =>
    sent.push((params as PublishDiagnosticsParams).uri),
  );
  publish({ marks: first, failed: [] }, 'en');
  publish({ marks: second, failed: [] }, 'en');
  expect(sent).toEqual(['file:///w/a.yaml', 'file:///w/b.yaml', 'file:///w/b.yaml']);
});
