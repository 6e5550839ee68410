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
    expect(markOf(policy, 'Resources: {A: {Type: "AWS::SNS::Topic"}}')?.cause).toEqual(place(9, 'Policy'));
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
