import { describe, expect, it } from 'vitest';
import { bucket, read, readText, sliceOf } from './reading.ts';

describe('YAML written by people', () => {
  it('may use tabs as separators, but not to indent', () => {
    expect(read('Resources:', '  A:\t# key', '    Type:\tAWS::S3::Bucket\t').at('A')).toBe('1:2-3 to 2:25');
  });

  it('may be JSON indented with tabs', () => {
    const { at } = readText(
      '{\n\t"Resources": {\n\t\t"A": {\n\t\t\t"Type": "AWS::S3::Bucket"\n\t\t}\n\t}\n}\n',
    );

    expect(at('A')).toBe('2:2-5 to 4:3');
  });

  it.each(['%YAML 1.1', '%YAML 1.2'])('may begin with a directive: %s', (directive) => {
    expect(read(directive, '---', 'Resources:', '  A:', bucket).at('A')).toBe('3:2-3 to 4:25');
  });

  it('may have keys in the complex form', () => {
    const { at, of } = read(
      '? Resources',
      ':',
      '  ? A',
      '  : ? Type',
      '    : AWS::S3::Bucket',
      '    ? Properties',
      '    : ? BucketName',
      '      : logs',
      '  ? "B"',
      '  : Type: AWS::S3::Bucket',
    );

    expect(at('A')).toBe('2:4-5 to 7:12');
    expect(of('A').literals).toEqual({ BucketName: 'logs' });
    expect(at('B')).toBe('8:4-7 to 9:25');
  });

  it('may have keys over several lines: their range is on the first', () => {
    const { of } = read(
      'Resources:',
      '  ? "A',
      '    B"',
      '  : Type: |-',
      '      AWS::S3::Bucket',
      '    Properties: {}',
    );

    expect(of('A B')).toMatchObject({ line: 1, column: 4, keyEndColumn: 6, type: 'AWS::S3::Bucket' });
    expect(of('A B').typeRange).toEqual([4, 6, 21]);
  });

  it('may have resources and properties without value: such a resource is ignored, such a property is a key', () => {
    const { ids, of, at } = read(
      'Resources:',
      '  A:',
      '  B:',
      bucket,
      '    Properties:',
      '      Tags:',
      '  C: {}',
    );

    expect(ids).toEqual(['B']);
    expect(of('B').properties).toEqual({ Tags: [5, 6, 10] });
    expect(of('B').literals).toEqual({});
    expect(at('B')).toBe('2:2-3 to 5:11');
  });

  it('may end a resource with a key without value, at any depth: the resource ends after the colon', () => {
    const { at } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Metadata:',
      '      - Note :',
      '  B: {Type: AWS::S3::Bucket, Metadata: [{Note: }]}',
      '  C:',
      bucket,
      '    Metadata: {Note: x, Other}',
    );

    expect(at('A')).toBe('1:2-3 to 4:14');
    expect(at('B')).toBe('5:2-3 to 5:50');
    expect(at('C')).toBe('6:2-3 to 8:30');
  });

  it('may leave a type empty', () => {
    const { of } = read('Resources:', '  A:', bucket, '  B:', '    Type:', '  C:', '    Type: ~');

    expect(of('B')).toMatchObject({ type: null });
    expect(of('B')).not.toHaveProperty('typeRange');
    expect(of('C').type).toBeNull();
  });

  it('may end a resource with a block of text: blank lines after it do not belong to it', () => {
    const { at } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Metadata:',
      '      Text: |+',
      '        one',
      '',
      '        two  ',
      '',
      '',
      '  B:',
      bucket,
      '    Description: >-',
      '      folded',
      '',
      '',
    );

    expect(at('A')).toBe('1:2-3 to 7:11');
    expect(at('B')).toBe('10:2-3 to 13:12');
  });

  it('may have comments after values: they are not part of the value', () => {
    const { at, of } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Properties:',
      '      BucketName: logs # not "this"',
      "      Other: 'quoted' # 'nor this'",
      '      Tags: [a, b] # ] nor this',
      '  # } nor this',
    );

    expect(at('A')).toBe('1:2-3 to 6:18');
    expect(of('A').literals).toEqual({ BucketName: 'logs', Other: 'quoted' });
  });

  it('may quote keys with escapes: the range includes the quotes, the name is unescaped', () => {
    const text = `"\\x52esources":\n  "A\\u0042":\n    'Type': AWS::S3::Bucket\nResources: {'it''s': {Type: AWS::S3::Bucket}}`;
    const { ids, of } = readText(text);

    expect(ids).toEqual(['AB', "it's"]);
    expect(
      ids.map((id) => of(id)).map((each) => sliceOf(text, [each.line, each.column, each.keyEndColumn])),
    ).toEqual(['"A\\u0042"', "'it''s'"]);
  });

  it('may have anchors and tags on keys and values: the key’s range is the key', () => {
    const { at, of } = read(
      'Resources: !!map',
      '  &a A: &b',
      bucket,
      '    Properties: &c',
      '      !!str Name: &d x',
    );

    expect(at('A')).toBe('1:5-6 to 4:22');
    expect(of('A').properties).toEqual({ Name: [4, 12, 16] });
    expect(of('A').literals).toEqual({ Name: 'x' });
  });

  it('uses the last of repeated keys, as JSON does', () => {
    const { of } = read(
      'Resources:',
      '  A:',
      '    Type: AWS::SQS::Queue',
      bucket,
      '    Properties: {BucketName: first}',
      '    Properties:',
      '      BucketName: second',
      '      BucketName: third',
    );

    expect(of('A')).toMatchObject({
      type: 'AWS::S3::Bucket',
      typeRange: [3, 10, 25],
      properties: { BucketName: [7, 6, 16] },
      literals: { BucketName: 'third' },
    });
  });

  it('uses the first of several merged values', () => {
    const { of } = read(
      'A: &a {Type: AWS::S3::Bucket, Properties: {X: a}}',
      'B: &b {Type: AWS::SQS::Queue, Properties: {X: b}}',
      'Resources:',
      '  Logs:',
      '    <<: [*a, *b]',
    );

    expect(of('Logs')).toMatchObject({ type: 'AWS::S3::Bucket', literals: { X: 'a' } });
  });

  it('places the content of an alias at its anchor, and the text after the alias at its own position', () => {
    const { at, of } = read(
      'Shared: &shared',
      '  X: 1',
      'Resources:',
      '  A:',
      bucket,
      '    Properties:',
      '      <<: *shared',
      '      Y: 2',
      '  B:',
      bucket,
    );

    expect(of('A').properties).toEqual({ Y: [7, 6, 7], X: [1, 2, 3] });
    expect(at('A')).toBe('3:2-3 to 7:10');
    expect(at('B')).toBe('8:2-3 to 9:25');
  });

  it('keeps the earlier value if an alias has no anchor', () => {
    const { of } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Properties: { X: a }',
      '    Type: *gone',
      '    Properties: *gone',
    );

    expect(of('A')).toMatchObject({ type: 'AWS::S3::Bucket', literals: { X: 'a' } });
  });

  it('may use an alias for all of its resources', () => {
    expect(read('Shared: &all', '  A:', bucket, 'Resources: *all').at('A')).toBe('1:2-3 to 2:25');
  });

  it('reads properties with the names of built-in JavaScript properties', () => {
    const { of } = readText(
      '{"Resources":{"constructor":{"Type":"AWS::S3::Bucket","Properties":{"__proto__":"x","toString":1}}}}',
    );

    expect(Object.keys(of('constructor').properties)).toEqual(['__proto__', 'toString']);
    expect(Object.entries(of('constructor').literals)).toEqual([
      ['__proto__', 'x'],
      ['toString', '1'],
    ]);
  });

  it('may continue brackets and quotes at the left margin, next to resources that do not', () => {
    const { at } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Properties:',
      '      Tags: [',
      '{Key: a, Value: "b',
      'c"}',
      '  ]',
      '  B:',
      bucket,
      "    Description: 'one",
      '',
      "two'",
      '  C:',
      bucket,
    );

    expect(at('A')).toBe('1:2-3 to 7:3');
    expect(at('B')).toBe('8:2-3 to 12:4');
    expect(at('C')).toBe('13:2-3 to 14:25');
  });
});

describe('syntax that CloudFormation and its tools add', () => {
  it('does not take a transform among the resources for a resource', () => {
    const { ids } = read(
      'Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]',
      'Resources:',
      '  Fn::Transform:',
      '    Name: AWS::Include',
      '    Parameters: {Location: s3://bucket/resources.yaml}',
      '  A:',
      '    Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/a.yaml}}',
      bucket,
    );

    expect(ids).toEqual(['A']);
  });

  it('reads nested loops, and resources between them, in JSON', () => {
    const body = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': `logs-\${A}-\${B}` } } };
    const looped = `L\${A}\${B}`;
    const inner = { 'Fn::ForEach::B': ['B', { Ref: 'Names' }, { [looped]: body }] };
    const text = JSON.stringify({
      Transform: 'AWS::LanguageExtensions',
      Resources: { 'Fn::ForEach::A': ['A', ['X', 'Y'], inner], Own: { Type: 'AWS::SNS::Topic' } },
    });
    const { template, of } = readText(text);

    expect(template?.resources.map(({ id }) => id)).toEqual(['Own']);
    expect(template?.loops?.map(({ id }) => id)).toEqual([looped]);
    expect(of(looped).patterns).toEqual({ BucketName: `logs-\${A}-\${B}` });
  });

  it('skips a loop over properties', () => {
    const { at, of } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Properties:',
      '      Fn::ForEach::Names:',
      '        - Name',
      '        - [A, B]',
      `        - Tag\${Name}: x`,
      '      BucketName: logs',
    );

    expect(at('A')).toBe('1:2-3 to 8:22');
    expect(of('A').literals).toEqual({ BucketName: 'logs' });
  });

  it('reads the additions of Rain', () => {
    const { template, of } = read(
      'Resources:',
      '  A:',
      bucket,
      '    Properties:',
      '      Policy: !Rain::Embed policy.json',
      '      Name: !Rain::Constant Name',
      '  B:',
      '    Type: !Rain::S3 {Path: x}',
    );

    expect(of('A').literals).toEqual({});
    expect(of('A')).not.toHaveProperty('patterns');
    expect(of('B').type).toBeNull();
    expect(template?.error).toBeUndefined();
  });

  it.each(['stack.template', 'stack.yml', 'stack.yaml'])('reads JSON in %s', (name) => {
    const { template, at } = readText(
      '\n  {"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}\n',
      `/w/${name}`,
    );

    expect(template?.format).toBe('json');
    expect(at('A')).toBe('1:17-20 to 1:49');
  });

  it('reads YAML in .json and .template', () => {
    expect(readText(`Resources:\n  A:\n${bucket}\n`, '/w/a.json').template?.format).toBe('yaml');
    expect(readText(`Resources:\n  A:\n${bucket}\n`, '/w/a.template').at('A')).toBe('1:2-3 to 2:25');
  });

  it('counts columns in UTF-16 units after characters of two units, for everything that has a column', () => {
    const text =
      'Resources: {"😀": {Type: "Custom::絵", Properties: {"😀😀": 😀, Name: "😀"}}, B: {Type: AWS::S3::Bucket}}';
    const { of } = readText(text);

    expect(of('😀').properties).toEqual({ '😀😀': [0, 51, 57], Name: [0, 63, 67] });
    expect(of('😀').typeRange?.[2]).toBe(36);
    expect(sliceOf(text, of('B').typeRange ?? [0, 0, 0])).toBe('AWS::S3::Bucket');
  });
});

describe('text that only looks like a template', () => {
  it.each([
    ['a Serverless service', 'service: x\nresources:\n  Resources:\n    A:\n      Type: AWS::S3::Bucket\n'],
    ['a finding in YAML', 'Resources:\n  - Type: AwsS3Bucket\n    Id: arn:aws:s3:::logs\n'],
    ['findings in a list', '[{"Resources":[{"Type":"AWS::S3::Bucket"}]}]'],
    ['guard rules', 'rule s3 when Resources.*[ Type == "AWS::S3::Bucket" ] { Properties exists }\n'],
    [
      'a schema of templates',
      '{"definitions":{},"properties":{"Resources":{"type":"object","Type":"AWS::X::Y"}}}',
    ],
    ['a schema at its top', '{"Resources":{"properties":{"Type":{"type":"string"}},"Type":["string"]}}'],
    [
      'a stack’s description',
      '{"Stacks":[{"StackName":"x"}],"TemplateBody":"Resources: {A: {Type: AWS::S3::Bucket}}"}',
    ],
    ['recorded resources', '{"Resources":{"Buckets":["logs"],"Count":3}}'],
    ['YAML in Markdown', '# Resources\n\n- `Type: AWS::S3::Bucket`\n'],
  ])('is not one: %s', (_, text) => {
    expect(readText(text).template).toBeUndefined();
  });
});
