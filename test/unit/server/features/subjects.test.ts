import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import { readSubjects, type Subjects, searchSubjects } from '#protocol/subjects.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { createPositions } from '../../../../daemon/server/features/editor/positions.ts';
import { answerSubjects, type SubjectsInput } from '../../../../daemon/server/features/subjects.ts';
import { listedOf } from '../../../../daemon/server/views/subjects.ts';
import { findingView } from '../../../support/finding-view.ts';

const file = '/w/a.yaml';
const place = (line: number, logicalId: string) => ({ file, line, column: 2, endColumn: 6, logicalId });
const linked = (key: string, line: number) =>
  findingView({ key, link: { confidence: 'certain', evidence: 'e', place: place(line, key) } });
const candidate = findingView({
  key: 'either',
  link: { confidence: 'candidates', evidence: 'e', candidates: [place(1, 'Data'), place(3, 'Logs')] },
});

/** Handles requests of a window that has this text open. */
function open(findings: readonly FindingView[], text: string | undefined) {
  const handlers = new Map<string, (params: unknown) => Subjects>();
  const template = text === undefined ? undefined : readTemplate(file, text);
  const input = {
    view: { known: () => listedOf(findings, []) },
    news: () => undefined,
    facts: () => ({ accountName: () => undefined, pathIn: (path: string) => path }),
    templates: {
      isOpen: (path: string) => path === file && text !== undefined,
      positions: () => createPositions(() => template),
    },
  } as unknown as SubjectsInput;
  const request = ({ method }: { method: string }, handler: (params: unknown) => Subjects) =>
    void handlers.set(method, handler);
  answerSubjects({ request } as never, input);
  return (method: string, params: unknown) => handlers.get(method)?.(params).findings ?? [];
}

describe('the places of subjects', () => {
  const [data, logs] = [linked('Data', 1), linked('Logs', 3)];
  const text = `Resources:
  New:
    Type: AWS::SQS::Queue
  Data:
    Type: AWS::S3::Bucket
  Logs:
    Type: AWS::S3::Bucket
`;
  const lines = (found: readonly FindingView[]) => found.map(({ link }) => link?.place?.line);

  it('are where the user sees them in a text that is not saved', () => {
    const ask = open([data, logs], text);
    expect(lines(ask(readSubjects.method, { findings: ['Data', 'Logs'], tickets: [] }))).toEqual([3, 5]);
    expect(lines(ask(searchSubjects.method, { kind: 'template', file })).toSorted()).toEqual([3, 5]);
  });

  it('of candidates are, too', () => {
    const [found] = open([candidate], text)(readSubjects.method, { findings: ['either'], tickets: [] });
    expect(found?.link?.candidates?.map(({ line }) => line)).toEqual([3, 5]);
  });

  it('are as on disk if the file is closed, or does not have the resource any more', () => {
    const named = { findings: ['Data', 'Logs'], tickets: [] };
    expect(lines(open([data, logs], undefined)(readSubjects.method, named))).toEqual([1, 3]);
    expect(lines(open([data, logs], text.replace('Data:', 'Other:'))(readSubjects.method, named))).toEqual([
      1, 5,
    ]);
  });
});
