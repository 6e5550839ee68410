import { describe, expect, it } from 'vitest';
import { bucket, read, readText } from './reading.ts';

/** Returns a template that ends with these lines; the first of them is line 4. */
function errorOf(...lines: string[]): object | undefined {
  return read('Resources:', '  A:', bucket, ...lines).template?.error;
}

describe('a template that does not parse', () => {
  it.each([
    [
      'a tab that indents',
      ['\tB: 1'],
      { line: 3, fix: 'indent-with-spaces', reason: expect.stringMatching(/^tab characters/) },
    ],
    ['an open bracket', ['    Properties: {'], { line: expect.any(Number), fix: 'close-bracket' }],
    ['an open quote', ['    Description: "abc'], { line: expect.any(Number), fix: 'close-quote' }],
    ['a key without colon', ['  B', '  C: 1'], { line: expect.any(Number), fix: 'add-colon' }],
    ['a step to the left', ['   Properties: {}'], { line: 3, fix: 'align' }],
    ['an unknown escape', ['    Description: "\\d"'], { line: 3, fix: 'double-backslash' }],
    ['a control character', ['    Description: \u007f'], { line: 3, fix: 'remove-character' }],
    ['a zero byte', ['    Description: \0'], { line: 3, fix: 'remove-character' }],
    ['half a character', ['    Description: \udc00x'], { line: 3, fix: 'remove-character' }],
    ['an alias without name', ['    Description: *'], { line: 3, fix: 'other' }],
    ['10,000 levels', [`    Properties: ${'['.repeat(10_000)}`], { line: 3, fix: 'flatten' }],
  ])('reports the line and the next step: %s', (_, lines, expected) => {
    expect(errorOf(...lines)).toMatchObject({ code: 'template-syntax', facts: expected });
  });

  it('reports text after its end', () => {
    expect(readText('{"Resources":{"A":{"Type":"AWS::S3::Bucket"}}}}').template?.error).toMatchObject({
      code: 'template-syntax',
      facts: { line: 0, fix: 'remove-rest' },
    });
  });

  it('is recognized as a template by its version alone, in YAML and in JSON', () => {
    expect(readText('AWSTemplateFormatVersion: "2010-09-09"\nResources: [\n').template?.error).toBeDefined();
    expect(readText('{\n  "AWSTemplateFormatVersion": "2010-09-09",\n').template?.error).toBeDefined();
    expect(readText('- AWSTemplateFormatVersion: [\n').template).toBeUndefined();
  });

  it('is too large if CloudFormation would not accept it: its size is reported, and it is not parsed', () => {
    const filler = `#${'x'.repeat(79)}\n`.repeat(640_000);

    expect(readText(`Resources:\n  A:\n${bucket}\n${filler}`).template).toEqual({
      path: '/w/template.yaml',
      format: 'yaml',
      resources: [],
      error: { code: 'template-too-large', facts: { bytes: expect.any(Number) } },
    });
    expect(readText(`Resources: see below\n${filler}`).template).toBeUndefined();
  });

  it('returns each of its resources even if aliases expand beyond the limit', () => {
    const letters = [...'bcdefghi'];
    const bomb = letters.map((letter, index) => {
      const before = `*${'abcdefgh'[index]}`;
      return `${letter}: &${letter} {${Array.from({ length: 9 }, (_, key) => `k${key}: ${before}`).join(', ')}}`;
    });
    const { ids, at } = read(
      'a: &a {x: 1}',
      ...bomb,
      'Resources:',
      '  A:',
      bucket,
      '    Properties:',
      '      <<: [*i, *h, *g, *i]',
      '  B:',
      '    <<: *i',
      bucket,
      '    Properties: *i',
    );

    expect(ids).toEqual(['A', 'B']);
    expect(at('A')).toBe('10:2-3 to 13:26');
  });
});
