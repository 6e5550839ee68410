import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { TemplatePlace } from '#protocol/links.ts';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import { createKeptMarks } from '../../../../../daemon/server/features/editor/kept-marks.ts';
import { marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView } from '../../../../support/finding-view.ts';

const file = fc.constantFrom('/w/a.yaml', '/w/b.yaml', '/w/c.yaml');
const place = fc
  .record({ file, line: fc.nat(4), logicalId: fc.constantFrom('Data', 'Logs') })
  .map((at): TemplatePlace => ({ ...at, column: 2, endColumn: 6 }));
const link = fc.oneof(
  fc.constant(undefined),
  fc.record({ place }),
  fc.record({ place, source: file.map((file) => ({ file, line: 3, column: 0 })) }),
  fc.record({ place, cause: fc.record({ words: fc.constant('w'), place }) }),
  fc.record({ candidates: fc.array(place, { minLength: 1, maxLength: 3 }) }),
);
const step = fc.record({
  /** Findings that are replaced, added or removed, by number. */
  findings: fc.array(fc.record({ number: fc.nat(5), link, isGone: fc.boolean() }), { maxLength: 2 }),
  texts: fc.array(fc.record({ file, lines: fc.nat(3), isOpen: fc.boolean() }), { maxLength: 2 }),
});

it('marks that are kept are those of all findings, after any changes of findings and texts', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const findings = new Map<number, FindingView>();
      const texts = new Map<string, string>();
      const typed = (file: string) =>
        texts.has(file) ? readTemplate('untitled:x', texts.get(file) ?? '') : undefined;
      const kept = createKeptMarks(typed);
      for (const { findings: changed, texts: edits } of steps) {
        for (const { number, link, isGone } of changed)
          if (isGone) findings.delete(number);
          else findings.set(number, viewOf(number, link));
        for (const { file, lines, isOpen } of edits) {
          if (isOpen)
            texts.set(file, `${'\n'.repeat(lines)}Resources:\n  Data:\n    Type: AWS::S3::Bucket\n`);
          else texts.delete(file);
          kept.textChanged(file);
        }
        const views = [...findings].sort(([a], [b]) => a - b).map(([, view]) => view);

        const before = kept.of(views);

        expect(new Map([...before].sort())).toEqual(new Map([...marksOf(views, typed)].sort()));
        expect(kept.of(views)).toBe(before);
      }
    }),
  );
});

function viewOf(number: number, link: object | undefined): FindingView {
  const own = link && { confidence: 'probable' as const, evidence: 'e', ...link };
  return findingView({ key: String(number), ...(own && { link: own }) });
}

it('a file keeps its list if only findings of other files change', () => {
  const view = (file: string, line: number) =>
    viewOf(line, { place: { file, line, column: 2, endColumn: 6, logicalId: 'Data' } });
  const [a, b] = [view('/w/a.yaml', 1), view('/w/b.yaml', 2)];
  const kept = createKeptMarks(() => undefined);
  const first = kept.of([a, b]);
  const second = kept.of([a, view('/w/b.yaml', 3)]);

  expect(second.get('/w/a.yaml')).toBe(first.get('/w/a.yaml'));
  expect(second.get('/w/b.yaml')).not.toBe(first.get('/w/b.yaml'));
});
