import { describe, expect, it } from 'vitest';
import { listDeclarations } from '../../../../../daemon/domain/linking/choices/list-declarations.ts';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import { workspace } from '../builders.ts';

const bucket = 'AWS::S3::Bucket';

describe('the declarations of a type', () => {
  it('are in the order of files and lines, without other types', () => {
    const { files } = workspace({
      '/b.yaml': { Second: bucket, Topic: 'AWS::SNS::Topic', Third: bucket },
      '/a.yaml': { First: bucket },
    });
    const { places, total } = listDeclarations(bucket, files.values());
    expect(places.map(({ logicalId }) => logicalId)).toEqual(['First', 'Second', 'Third']);
    expect(total).toBe(3);
  });

  it('include the types by which CloudFormation and SAM declare what Config reports', () => {
    const { files } = workspace({
      '/a.yaml': { Policy: 'AWS::IAM::ManagedPolicy', Handler: 'AWS::Serverless::Function' },
    });
    expect(listDeclarations('AWS::IAM::Policy', files.values()).places).toMatchObject([
      { logicalId: 'Policy' },
    ]);
    expect(listDeclarations('AWS::Lambda::Function', files.values()).places).toMatchObject([
      { logicalId: 'Handler' },
    ]);
  });

  it('include the bodies of loops, as written', () => {
    const loop = readTemplate(
      '/a.yaml',
      [
        'Transform: AWS::LanguageExtensions',
        'Resources:',
        "  'Fn::ForEach::Logs':",
        '    - Name',
        '    - [A, B]',
        "    - 'Logs&{Name}':",
        '        Type: AWS::S3::Bucket',
      ].join('\n'),
    );
    expect(listDeclarations(bucket, loop ? [loop] : []).places).toMatchObject([{ logicalId: 'Logs&{Name}' }]);
  });

  it('are 200 at most, and say how many there are', () => {
    const resources = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`B${index}`, bucket]));
    const { places, total } = listDeclarations(bucket, workspace({ '/a.yaml': resources }).files.values());
    expect(places).toHaveLength(200);
    expect(total).toBe(250);
  });
});
