import { describe, expect, it } from 'vitest';
import type { LinkCause, TemplatePlace } from '#protocol/links.ts';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import { marksOf } from '../../../../../daemon/server/features/editor/marks.ts';
import { findingView } from '../../../../support/finding-view.ts';

const file = '/w/a.yaml';
const place = (line: number, logicalId = 'Data'): TemplatePlace => ({
  file,
  line,
  column: 6,
  endColumn: 9,
  logicalId,
});

function markOf(cause: LinkCause | undefined, typed?: string) {
  const link = { confidence: 'certain', evidence: 'e', place: place(1), ...(cause && { cause }) } as const;
  const template = typed === undefined ? undefined : readTemplate('untitled:x', typed);
  return marksOf([findingView({ link })], () => template)
    .get(file)
    ?.at(0);
}

const typed = `# typed above

Resources:
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      PolicyDocument: {}
  Data:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration: {}
`;

describe('the mark of a finding', () => {
  const cause = { words: 'w', property: 'PublicAccessBlockConfiguration', place: place(4) };

  it('is at the resource and its cause as they are on disk', () => {
    expect(markOf(cause)).toMatchObject({ place: place(1), cause: place(4), candidate: false });
  });

  it('has no place of a cause if the cause has none', () => {
    expect(markOf({ words: 'w', property: 'BucketEncryption' })?.cause).toBeUndefined();
    expect(markOf(undefined)?.cause).toBeUndefined();
  });

  it('follows the property while text is typed, and stays in its file', () => {
    const mark = markOf(cause, typed);

    expect(mark?.place).toEqual({ file, line: 7, column: 2, endColumn: 6, logicalId: 'Data' });
    expect(mark?.cause).toEqual({ file, line: 10, column: 6, endColumn: 36, logicalId: 'Data' });
  });

  it('is on the resource if the property was deleted', () => {
    const mark = markOf(cause, typed.replace(/\n.*PublicAccessBlock.*/, ''));

    expect(mark?.cause).toEqual(mark?.place);
  });

  it('follows a cause on another resource, and other possible causes', () => {
    const other = { words: 'o', property: 'PolicyDocument', place: place(9, 'Policy') };
    const policy = { words: 'w', property: 'PolicyDocument', place: place(9, 'Policy'), others: [other] };
    const now = { file, line: 6, column: 6, endColumn: 20, logicalId: 'Policy' };

    expect(markOf(policy, typed)).toMatchObject({ cause: now, others: [{ ...other, place: now }] });
  });

  it('has no place of a cause, and no other cause, on a resource that the open text does not declare', () => {
    const other = { words: 'o', property: 'PolicyDocument', place: place(9, 'Policy') };
    const policy = { words: 'w', property: 'PolicyDocument', place: place(9, 'Policy'), others: [other] };
    const mark = markOf(policy, 'Resources: {Data: {Type: "AWS::S3::Bucket"}}');

    expect(mark).toMatchObject({ place: { line: 0 } });
    expect(mark?.cause).toBeUndefined();
    expect(mark?.others).toEqual([]);
  });

  it('is also in the source code that generates the template', () => {
    const source = { file: '/w/lib/data.ts', line: 22, column: 17 };
    const link = { confidence: 'certain', evidence: 'e', place: place(1), source } as const;
    const marks = marksOf([findingView({ link })], () => undefined);

    expect([...marks.keys()]).toEqual([file, source.file]);
    expect(marks.get(source.file)).toMatchObject([
      { place: { ...source, endColumn: 17, logicalId: 'Data' } },
    ]);
  });
});

describe('the marks of several findings', () => {
  const topic = 'Type: AWS::SNS::Topic';
  const positionsOf = (
    logicalIds: readonly (readonly [id: string, line: number, column?: number])[],
    typed: string,
  ) => {
    const views = logicalIds.map(([logicalId, line, column = 2]) =>
      findingView({
        key: `${logicalId}@${line}`,
        link: { confidence: 'certain', evidence: 'e', place: { ...place(line, logicalId), column } },
      }),
    );
    const marks = marksOf(views, () => readTemplate('untitled:x', typed)).get(file) ?? [];
    return marks.map((mark) => `${mark.view.key} at ${mark.place.line}:${mark.place.column}`);
  };
  const onDisk = [
    ['A', 1],
    ['B', 3],
    ['C', 5],
  ] as const;

  it('has none of a resource that was deleted or renamed in the open text', () => {
    const deleted = `Resources:\n  B:\n    ${topic}\n  C:\n    ${topic}\n`;
    const renamed = `Resources:\n  New:\n    ${topic}\n  B:\n    ${topic}\n  C:\n    ${topic}\n`;

    expect(positionsOf(onDisk, deleted)).toEqual(['B@3 at 1:2', 'C@5 at 3:2']);
    expect(positionsOf(onDisk, renamed)).toEqual(['B@3 at 3:2', 'C@5 at 5:2']);
  });

  it('has all as they are on disk while no resource can be read in the open text', () => {
    const broken = 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {';

    expect(readTemplate('untitled:x', broken)).toMatchObject({ resources: [], error: expect.anything() });
    expect(positionsOf(onDisk, broken)).toEqual(['A@1 at 1:2', 'B@3 at 3:2', 'C@5 at 5:2']);
    expect(positionsOf(onDisk, 'no template')).toEqual(['A@1 at 1:2', 'B@3 at 3:2', 'C@5 at 5:2']);
  });

  it('has none if the open text declares no resource', () => {
    expect(positionsOf(onDisk, 'AWSTemplateFormatVersion: "2010-09-09"\nResources: {}\n')).toEqual([]);
  });

  it('keeps each declaration of an id that is declared twice', () => {
    const twice = `Resources:\n  A:\n    ${topic}\n  B:\n    ${topic}\n  A:\n    ${topic}\n`;
    const inOneLine = `Resources: {A: {${topic}}, A: {${topic}}}`;

    expect(
      positionsOf(
        [
          ['A', 1],
          ['A', 5],
        ],
        twice,
      ),
    ).toEqual(['A@1 at 1:2', 'A@5 at 5:2']);
    expect(
      positionsOf(
        [
          ['A', 2],
          ['A', 6],
        ],
        twice,
      ),
    ).toEqual(['A@2 at 1:2', 'A@6 at 5:2']);
    expect(positionsOf([['A', 0, 40]], inOneLine)).toEqual(['A@0 at 0:40']);
  });
});
