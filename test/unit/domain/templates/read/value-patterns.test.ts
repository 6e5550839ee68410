import { describe, expect, it } from 'vitest';
import { read, readText } from '../reading.ts';

const head = ['Resources:', '  Logs:', '    Type: AWS::S3::Bucket', '    Properties:'];

/** Returns the pattern of a property with this value and these lines below it. */
function patternOf(value: string, ...more: string[]): string | undefined {
  const { of } = read(...head, `      Name: ${value}`, ...more.map((line) => `        ${line}`));
  expect(of('Logs').literals).toEqual({});
  return of('Logs').patterns?.Name;
}

describe('a name that functions build', () => {
  it.each([
    ['!Ref Data', `\${Data}`],
    ['!Ref "AWS::StackName"', `\${AWS::StackName}`],
    ['!GetAtt Data.Arn', `\${Data.Arn}`],
    ['!GetAtt Nested.Outputs.Name', `\${Nested.Outputs.Name}`],
    ['!GetAtt [Data, Arn]', `\${Data.Arn}`],
    [`!Sub logs-\${Stage}`, `logs-\${Stage}`],
    [`!Sub '\${Data.Arn}/*'`, `\${Data.Arn}/*`],
    [`!Sub "\${!Kept}-\${Stage}"`, `\${!Kept}-\${Stage}`],
    ["!Join ['-', [logs, !Ref Stage]]", `logs-\${Stage}`],
    ['{Ref: Data}', `\${Data}`],
    ['{Fn::GetAtt: Data.Arn}', `\${Data.Arn}`],
    ['{"Fn::GetAtt": ["Data", "Arn"]}', `\${Data.Arn}`],
    [`{Fn::Sub: 'logs-\${Stage}'}`, `logs-\${Stage}`],
    ['{Fn::Join: ["", [a, {Ref: B}, 1]]}', `a\${B}1`],
  ])('is returned in one notation: %s', (value, expected) => {
    expect(patternOf(value)).toBe(expected);
  });

  it('is returned for long forms over several lines', () => {
    expect(
      patternOf('', 'Fn::Join:', "  - ':'", '  - - arn', '    - Ref: AWS::Partition', '    - !Ref Name'),
    ).toBe(`arn:\${AWS::Partition}:\${Name}`);
    expect(patternOf('', 'Fn::Sub: >-', `  logs-`, `  \${Stage}`)).toBe(`logs- \${Stage}`);
    expect(patternOf('!Sub', `- 'logs-\${Where}'`, '- Where: !Ref AWS::Region')).toBe(`logs-\${AWS::Region}`);
  });

  it('is returned for JSON', () => {
    const name = { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'logs', { 'Fn::GetAtt': ['Key', 'Arn'] }]] };
    const resources = { Logs: { Type: 'AWS::S3::Bucket', Properties: { Name: name, Other: 'plain' } } };
    const { of } = readText(JSON.stringify({ Resources: resources }, null, 2));

    expect(of('Logs').patterns).toEqual({ Name: `\${AWS::StackName}-logs-\${Key.Arn}` });
    expect(of('Logs').literals).toEqual({ Other: 'plain' });
  });

  it('has the known variables of Fn::Sub filled in, and a placeholder for the others', () => {
    const value = `!Sub ['\${A}-\${B}-\${C}-\${D}-\${E}', {A: text, B: !Ref Z, C: !If [x, y, z], D: !Join ['', [q, !Ref R]]}]`;

    expect(patternOf(value)).toBe(`text-\${Z}-\${?}-q\${R}-\${E}`);
  });

  it('has a placeholder for a part that is another function or that a tool fills in', () => {
    expect(patternOf('!Join ["-", [a, !If [x, y, z], {Fn::Select: [0, !Ref L]}]]')).toBe(`a-\${?}-\${?}`);
    expect(patternOf(`!Join ["-", [a, '\${stage}', '{{resolve:ssm:x}}']]`)).toBe(`a-\${?}-\${?}`);
    expect(patternOf(`!Sub 'a-{{ env }}-\${B}'`)).toBe(`a-\${?}-\${B}`);
    expect(patternOf(`!Sub 'a-\${Bucket&{Name}.Arn}'`)).toBe(`a-\${?}`);
  });

  it.each([
    '!If [A, b, c]',
    '!ImportValue x',
    '!Select [0, !Ref A]',
    '{Ref: A, Other: b}',
    '{Ref: [A]}',
    '{Ref: !Sub x}',
    `!Ref Bucket\${Name}`,
    '!Join ["-", !Ref List]',
    '!Join [!Ref Delimiter, [a]]',
    '!GetAtt [Data, !Ref Attribute]',
    '!Sub [!Ref Text, {A: b}]',
    '!Sub',
    '!Ref',
    '[!Ref A]',
  ])('is not returned if it cannot be read from text: %s', (value) => {
    expect(patternOf(value)).toBeUndefined();
  });

  it('may be the content of an alias', () => {
    const { of } = read(
      'Names:',
      `  - &name !Sub "logs-\${Stage}"`,
      '  - &plain logs',
      ...head,
      '      A: *name',
      '      B: *plain',
      '      C: !Join ["-", [*name, *plain]]',
    );

    expect(of('Logs').patterns).toEqual({ A: `logs-\${Stage}`, C: `logs-\${Stage}-logs` });
    expect(of('Logs').literals).toEqual({ B: 'logs' });
  });

  it('has a limited length, even if its variables repeat a long text', () => {
    const many = `\${A}`.repeat(1_000);
    expect(patternOf(`!Sub ['${many}', {A: '${'x'.repeat(4_000)}'}]`)).toBeUndefined();
    expect(patternOf(`!Sub '${'x'.repeat(100_000)}'`)).toBeUndefined();
  });

  it('is the value of the last of repeated keys; a key next to a merge outweighs the merged one', () => {
    const { of } = read(
      'Base: &base',
      '  A: !Ref Merged',
      '  B: !Ref Merged',
      '  C: merged',
      ...head,
      '      <<: *base',
      '      A: literal',
      '      C: !Ref Own',
      '      D: literal',
      '      D: !Ref Last',
    );

    expect(of('Logs').patterns).toEqual({ B: `\${Merged}`, C: `\${Own}`, D: `\${Last}` });
    expect(of('Logs').literals).toEqual({ A: 'literal' });
  });
});

describe('the defaults of parameters', () => {
  it('are returned if they are plain texts', () => {
    const { template } = read(
      'Parameters:',
      '  Stage: {Type: String, Default: dev}',
      '  Count:',
      '    Default: 012',
      '    Type: Number',
      '  Empty: {Default: ""}',
      '  None: {Type: String}',
      '  Null: {Default: ~}',
      '  Filled: {Default: "{{resolve:ssm:x}}"}',
      ...head,
    );

    expect(template?.defaults).toEqual({ Stage: 'dev', Count: '012', Empty: '' });
  });

  it('are absent if there are no parameters', () => {
    expect(read(...head).template).not.toHaveProperty('defaults');
    expect(read('Parameters: see below', ...head).template).not.toHaveProperty('defaults');
  });
});
