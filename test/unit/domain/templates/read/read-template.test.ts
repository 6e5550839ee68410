import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import { bucket, read, readText } from '../reading.ts';

describe('a template', () => {
  it('needs neither a version nor a document marker', () => {
    expect(read('Resources:', '  Logs:', bucket).at('Logs')).toBe('1:2-6 to 2:25');
    expect(read('---', 'Resources:', '  Logs:', bucket).at('Logs')).toBe('2:2-6 to 3:25');
  });

  it('may be JSON on one line', () => {
    const { template, of, at } = readText(
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","Properties":{"A":{}}}}}',
    );

    expect(template?.format).toBe('json');
    expect(at('Logs')).toBe('0:14-20 to 0:69');
    expect(of('Logs').typeRange).toEqual([0, 29, 46]);
    expect(of('Logs').properties).toEqual({ A: [0, 61, 64] });
  });

  it('may have the type before or after the properties', () => {
    const { of } = read('Resources:', '  Logs:', '    Properties:', '      BucketName: logs', bucket);

    expect(of('Logs')).toMatchObject({
      type: 'AWS::S3::Bucket',
      typeRange: [4, 10, 25],
      properties: { BucketName: [3, 6, 16] },
      literals: { BucketName: 'logs' },
    });
  });

  it('may use short tags anywhere, which are not literal names', () => {
    const { of, at } = read(
      'Resources:',
      '  Logs:',
      bucket,
      '    Properties:',
      `      BucketName: !Sub "\${AWS::StackName}-logs"`,
      '      Tags: !If [Tagged, [{Key: a, Value: !Ref A}], !Ref AWS::NoValue]',
      '      Last: !GetAtt Other.Arn',
    );

    expect(Object.keys(of('Logs').properties)).toEqual(['BucketName', 'Tags', 'Last']);
    expect(of('Logs').literals).toEqual({});
    expect(at('Logs')).toBe('1:2-6 to 6:29');
  });

  it('may quote its keys, and their ranges include the quotes', () => {
    const { of, at } = read(`'Resources':`, '  "Logs" :', `    "Type": 'AWS::S3::Bucket'`);

    expect(at('Logs')).toBe('1:2-8 to 2:29');
    expect(of('Logs').typeRange).toEqual([2, 12, 29]);
  });

  it('may have comments everywhere, which do not end a resource or belong to one', () => {
    const { at } = read(
      'Resources: # all',
      '  # the first',
      '  Logs: # key',
      '    # before the type',
      `${bucket} # type`,
      '    # after the resource',
      '',
      '# the end',
    );

    expect(at('Logs')).toBe('2:2-6 to 4:25');
  });

  it('may be written in flow style', () => {
    const { at } = readText(
      'Resources: {Logs: {Type: AWS::S3::Bucket, # }\n  Properties: {A: }}, B: {Type: AWS::S3::Bucket}}',
    );

    expect(at('Logs')).toBe('0:12-16 to 1:20');
    expect(at('B')).toBe('1:22-23 to 1:48');
  });

  it('may have loops, also nested ones', () => {
    const { template, at } = read(
      'Resources:',
      '  Fn::ForEach::Names:',
      '    - Name',
      '    - [A, B]',
      `    - Bucket\${Name}:`,
      '        Type: AWS::S3::Bucket',
      '      Fn::ForEach::More:',
      '        - More',
      '        - [C]',
      `        - Queue\${Name}\${More}:`,
      '            Type: AWS::SQS::Queue',
    );

    expect(template?.resources).toEqual([]);
    expect(template?.loops?.map(({ id }) => id)).toEqual([`Bucket\${Name}`, `Queue\${Name}\${More}`]);
    expect(at(`Queue\${Name}\${More}`)).toBe('9:10-29 to 10:33');
  });

  it('may call modules, whose files serve as types', () => {
    const yaml = read('Resources:', '  Logs:', bucket, '  Site:', '    Type: !Rain::Module "./site.yaml"');
    const json = readText(
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"},"Site":{"Type":{"Rain::Module":"./site.yaml"}}}}',
    );

    expect(yaml.of('Site')).toMatchObject({ type: './site.yaml', typeRange: [4, 10, 37] });
    expect(json.of('Site').type).toBeNull();
    expect(json.of('Site')).not.toHaveProperty('typeRange');
  });

  it('may repeat a key: both positions are returned', () => {
    expect(read('Resources:', '  Logs:', bucket, '  Logs:', bucket).ids).toEqual(['Logs', 'Logs']);
  });

  it('may merge: the type and the properties have the positions at which they are written', () => {
    const { of, at } = read(
      'Defaults: &defaults',
      '  Type: AWS::S3::Bucket',
      '  Properties: &properties',
      '    BucketName: merged',
      '    Tags: []',
      'Resources:',
      '  Merged:',
      '    <<: *defaults',
      '    Properties:',
      '      <<: *properties',
      '      BucketName: own',
      '  Alias: *defaults',
      '  Own:',
      '    <<: *defaults',
      '    Properties:',
      '      Other: 1',
    );

    expect(of('Merged')).toMatchObject({
      type: 'AWS::S3::Bucket',
      typeRange: [1, 8, 23],
      properties: { BucketName: [10, 6, 16], Tags: [4, 4, 8] },
      literals: { BucketName: 'own' },
    });
    expect(at('Alias')).toBe('11:2-7 to 11:18');
    expect(of('Alias').literals).toEqual({ BucketName: 'merged' });
    expect(Object.keys(of('Own').properties)).toEqual(['Other']);
  });

  it('may be one of several documents', () => {
    expect(read('---', 'Resources:', '  A:', bucket, '---', 'Resources:', '  B:', bucket, '...').ids).toEqual(
      ['A', 'B'],
    );
  });

  it.each([
    ['Windows line ends', '\r\n'],
    ['lone carriage returns', '\r'],
  ])('may have %s', (_, end) => {
    expect(readText(['Resources:', '  A:', bucket, '', '  B:', bucket, ''].join(end)).at('B')).toBe(
      '4:2-3 to 5:25',
    );
  });

  it('may begin with a byte order mark, which does not count as a column', () => {
    expect(readText('\uFEFF{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}').at('A')).toBe('0:14-17 to 0:44');
  });

  it('counts columns as an editor does: in UTF-16 units', () => {
    expect(
      readText('{"Resources":{"😀":{"Type":"Custom::絵"},"B":{"Type":"AWS::S3::Bucket"}}}').at('B'),
    ).toBe('0:40-43 to 0:70');
  });

  it('ends at the header of a block without text', () => {
    expect(read('Resources:', '  A:', bucket, '    Description: |', '', '  B:', bucket).at('A')).toBe(
      '1:2-3 to 3:18',
    );
  });

  it('may contain pasted text that is not indented, in brackets and in quotes', () => {
    const pasted = ['{', '"Statement": [', '{"Effect": "Allow",', '"Action": "*"}', ']', '}'];
    const { at } = read(
      'Resources:',
      '  Policy:',
      '    Type: AWS::IAM::ManagedPolicy',
      '    Properties:',
      `      PolicyDocument: ${pasted.join('\n')}`,
      '      Description: "one',
      'two"',
      '  B:',
      bucket,
    );

    expect(at('Policy')).toBe('1:2-8 to 11:4');
    expect(at('B')).toBe('12:2-3 to 13:25');
  });

  it('may contain hundreds of pasted lines', () => {
    const numbers = Array.from({ length: 800 }, (_, number) => `${number},`);
    const { at } = read('Resources:', '  A:', bucket, '    Metadata: [', ...numbers, ']', '  B:', bucket);

    expect(at('A')).toBe('1:2-3 to 804:1');
    expect(at('B')).toBe('805:2-3 to 806:25');
  });

  it('may be a Jinja template: names are returned as written, and a name with a placeholder is not a literal name', () => {
    const { template, of, at } = read(
      '{% if prod %}',
      'Resources:',
      '  {{ name }}Logs:',
      bucket,
      '    Properties:',
      '      BucketName: {{ name }}-logs',
      '      Tags: [{# none #}]',
      '{% endif %}',
    );

    expect(template?.format).toBe('yaml');
    expect(at('{{ name }}Logs')).toBe('2:2-16 to 6:24');
    expect(of('{{ name }}Logs').literals).toEqual({});
  });

  it('has no literal name for a dynamic reference or a variable', () => {
    const { of } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Properties:',
      `      BucketName: '{{resolve:ssm:/logs/name}}'`,
      `      Other: \${Stage}-logs`,
    );

    expect(of('A').literals).toEqual({});
  });
});

describe('text that only looks like a template', () => {
  it.each([
    ['a Security Hub finding', '{"Resources":[{"Type":"AwsS3Bucket","Id":"arn:aws:s3:::logs"}]}'],
    ['a list of findings', '{"Findings":[{"Resources":[{"Type":"AWS::S3::Bucket"}]}]}'],
    ['a guard test', '- name: t\n  input:\n    Resources:\n      A:\n        Type: AWS::S3::Bucket\n'],
    ['a guard test that does not parse', '- input:\n    Resources: [\n'],
    ['a resource schema', '{"typeName":"AWS::S3::Bucket","properties":{"Resources":{"type":"object"}}}'],
    ['a JSON schema', '{"type":"object","properties":{"Resources":{"Type":{"type":"string"}}}}'],
    ['a manifest', '{"name":"x","dependencies":{"AWSTemplateFormatVersion":"1"}}'],
    ['an API', 'openapi: 3.0.0\npaths:\n  /Resources:\n    get: {}\n'],
    ['resources of something else', 'Resources:\n  cpu:\n    Type: limit\n'],
    ['an empty file', ''],
    ['text', 'Resources: see below'],
    ['a program', '\u007fELF\u0002\u0001\u0001\u0000\u0000Resources\u0000\ufffd\ufffd'],
  ])('is not one: %s', (_, text) => {
    expect(readTemplate('/w/a.yaml', text)).toBeUndefined();
  });
});

describe('a template that cannot be read', () => {
  it('reports the line', () => {
    const { template } = read('Resources:', '  A:', bucket, '    Properties: [', '  B:');

    expect(template).toMatchObject({
      resources: [],
      error: { code: 'template-syntax', facts: { line: expect.any(Number) } },
    });
  });

  it('reports that tabs cannot indent', () => {
    expect(read('Resources:', '\tA:', '\t\tType: AWS::S3::Bucket').template?.error).toMatchObject({
      facts: { line: 1, fix: 'indent-with-spaces' },
    });
  });

  it('returns through its aliases no more than a long file without aliases would have', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `      k${index}:\n`).join('');
    const others = Array.from({ length: 900 }, (_, index) => `  B${index}: *a\n`).join('');
    const { template } = readText(`Resources:\n  A: &a\n${bucket}\n    Properties:\n${keys}${others}`);
    const held = template?.resources.map(({ properties }) => Object.keys(properties).length) ?? [];

    expect(held[0]).toBe(20_000);
    expect(held.reduce((sum, count) => sum + count)).toBeLessThan(200_000);
  });

  it.each([
    ['opened Jinja', `${'{%'.repeat(200_000)} Resources`],
    ['brackets', `Resources: ${'['.repeat(200_000)}`],
    ['empty lines', `${'\n'.repeat(500_000)}Resources: [`],
    ['repeated keys', `${'Resources:\n'.repeat(50_000)}[`],
    [
      'an anchor that is set again and again',
      `Resources:\n  A: &a\n    Type: AWS::S3::Bucket\n${'  B: &a\n    <<: *a\n'.repeat(80_000)}`,
    ],
    [
      'aliases that lead back over many lines',
      `Resources:\n  A: &a\n${bucket}\n    Properties: {X: 1}\n${'\n'.repeat(1_000_000)}${'  B: *a\n'.repeat(1000)}`,
    ],
    [
      'empty items after empty lines',
      `Resources:\n  A:\n${bucket}\n    Metadata:\n      - x${'\n'.repeat(500_000)}${'      -\n'.repeat(50_000)}`,
    ],
    ['an alias of itself', 'Resources:\n  A: &a\n    <<: [*a, *a, *a, *a]\n    Type: AWS::S3::Bucket\n'],
  ])('never hangs or throws, with any content: %s', (_, text) => {
    const started = performance.now();

    readTemplate('/w/a.yaml', text);

    // Not a measurement: the failure that this prevents takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
