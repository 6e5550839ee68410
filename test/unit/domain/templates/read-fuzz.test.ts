import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../daemon/domain/templates/read/decode.ts';
import { readDecoded, readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { openText } from '../../../support/typing.ts';

const yaml = `AWSTemplateFormatVersion: "2010-09-09"
Transform: [AWS::LanguageExtensions]
Parameters:
  Stage: {Type: String, Default: dev}
Shared: &shared
  Type: AWS::S3::Bucket
  Properties: &properties
    BucketName: !Sub '\${AWS::StackName}-\${Stage}'
Resources:
  Logs: # where it goes
    <<: *shared
    Metadata: {Comment: "{{ jinja }}", List: [1, 'two', !Ref Stage]}
  ? Complex
  : Type: AWS::SNS::Topic
    Properties:
      <<: [*properties, {TopicName: topic}]
      TopicName: !Join ['-', [a, !Ref Stage, {"Fn::Sub": ['\${X}', {X: y}]}]]
      Policy: |
        {"Statement": []}
  Fn::ForEach::Names:
    - Name
    - [A, B]
    - Bucket\${Name}:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: >-
            folded
{% if more %}
  "Quoted": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Stage"}}}
{% endif %}
`;
const json = JSON.stringify(
  {
    Parameters: { Stage: { Type: 'String', Default: 'dev' } },
    Resources: {
      Logs: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] } },
      },
      '絵😀': {
        Type: 'Custom::Lookup',
        Properties: { Key: { 'Fn::GetAtt': ['Logs', 'Arn'] }, Text: '\\u00e9\n' },
      },
    },
  },
  null,
  2,
);

const pieces = [
  ...[
    '\n',
    '\r',
    '\t',
    ' ',
    '  ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    ',',
    '- ',
    '? ',
    '#',
    ' #',
    '|',
    '>-',
    '%',
  ],
  ...[
    '&a ',
    '*a',
    '*shared',
    '<<: *properties',
    '!Ref ',
    '!Sub ',
    '!Join ',
    '!',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
  ],
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '${',
    '\0',
    '\uFEFF',
    '\uFFFD',
    '\ud83d',
    '\ude00',
    '\u0085',
    '\u2028',
    '\\',
    '@',
  ],
  ...[
    'Resources:',
    'Type: AWS::S3::Bucket',
    'Properties:',
    'Fn::ForEach::X: ',
    '{"Ref": "A"}',
    '~',
    '[['.repeat(200),
  ],
];
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  deleted: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3), fc.nat(80)),
  inserted: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('', ...pieces) }, fc.string({ maxLength: 3 })),
});
const mutated = fc
  .tuple(
    fc.constantFrom(yaml, json, yaml.replaceAll('\n', '\r\n')),
    fc.array(mutation, { minLength: 1, maxLength: 12 }),
  )
  .map(([text, mutations]) =>
    mutations.reduce((current, { at, deleted, inserted }) => {
      const start = Math.floor(at * current.length);
      return current.slice(0, start) + inserted + current.slice(start + deleted);
    }, text),
  );

describe('a template that was damaged at random', () => {
  it('was readable before', () => {
    expect(readTemplate('/w/a', yaml)?.resources.map(({ id }) => id)).toEqual(['Logs', 'Complex', 'Quoted']);
    expect(readTemplate('/w/a', json)?.resources.map(({ id }) => id)).toEqual(['Logs', '絵😀']);
  });

  it('never makes reading throw, and every returned range is inside the text', () => {
    let read = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
        const template = readTemplate('/w/a', text);
        if (template?.resources.length) read++;
        for (const each of [...(template?.resources ?? []), ...(template?.loops ?? [])]) {
          const { line, column, keyEndColumn, endLine, endColumn } = each;
          const ranges = [
            [line, column, keyEndColumn],
            [endLine, 0, endColumn],
            ...Object.values(each.properties),
          ];
          for (const [at = -1, from = -1] of ranges) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(from).toBeLessThanOrEqual(lines[at]?.length ?? -1);
          }
        }
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect(read).toBeGreaterThan(200);
  });

  it('never makes reading its bytes throw', () => {
    fc.assert(
      fc.property(
        mutated,
        fc.constantFrom('utf8', 'utf16le', 'latin1'),
        fc.nat(3),
        (text, encoding, skipped) => {
          readDecoded('/w/a', decode(Buffer.from(text, encoding as BufferEncoding).subarray(skipped)));
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  it('never makes an open text throw, with edits in any order', () => {
    fc.assert(
      fc.property(fc.array(mutated, { minLength: 2, maxLength: 6 }), (texts) => {
        const open = openText('/w/a', yaml);
        for (const text of texts) {
          open.template();
          open.become(text);
        }
        expect(open.template()?.path ?? '/w/a').toBe('/w/a');
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
