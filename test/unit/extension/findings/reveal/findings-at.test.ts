import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import { findingsAt } from '../../../../../extension/findings/reveal/findings-at.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const linesOf = (text: string) => {
  const lines = text.split('\n');
  return { lineCount: lines.length, lineAt: (line: number) => ({ text: lines[line] ?? '' }) };
};
const linked = (key: string, line: number, over: Partial<FindingView> = {}): FindingView =>
  findingView({
    key,
    link: {
      confidence: 'certain',
      evidence: '',
      place: { file: '/w/a.yaml', logicalId: key, line, column: 2, endColumn: 6 },
    },
    ...over,
  });
const keysAt = (findings: readonly FindingView[], text: string, line: number, file = '/w/a.yaml') =>
  findingsAt(findings, { file, line, lines: linesOf(text) }).map(({ key }) => key);

const yaml = `Resources:
  Logs:
    Type: AWS::S3::Bucket

    Properties:
      BucketName: logs
  Queue:
    Type: AWS::SQS::Queue
  Data:
    Type: AWS::S3::Bucket
Outputs:
  Name: x`;

describe('the findings under the cursor', () => {
  const found = [linked('Logs', 1), linked('Data', 8)];

  it.each([
    [0, []],
    [1, ['Logs']],
    [3, ['Logs']],
    [5, ['Logs']],
    [6, []],
    [7, []],
    [9, ['Data']],
    [10, []],
    [99, []],
  ])('on line %i are those of the resource that is declared there', (line, keys) => {
    expect(keysAt(found, yaml, line)).toEqual(keys);
  });

  it('are the most urgent first', () => {
    const late = linked('late', 1, { ticket: ticketOfFinding({ due: '2026-01-01' }) });
    expect(keysAt([...found, late], yaml, 2)).toEqual(['late', 'Logs']);
  });

  it('include the closing bracket of JSON, and no other file', () => {
    const json = '{\n  "Logs": {\n    "Type": "x"\n  },\n  "Data": {\n  }\n}';
    const both = [linked('Logs', 1), linked('Data', 4)];
    expect([1, 2, 3, 4, 5, 6].map((line) => keysAt(both, json, line))).toEqual([
      ['Logs'],
      ['Logs'],
      ['Logs'],
      ['Data'],
      ['Data'],
      [],
    ]);
    expect(keysAt(both, json, 2, '/w/b.yaml')).toEqual([]);
  });

  it('do not include a place after the end of the file', () => {
    expect(keysAt([linked('Logs', 50)], yaml, 11)).toEqual([]);
  });
});
