import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';

const file = '/w/template.json';
const comment = (line: number) => ({ code: 'template-json-comment', facts: { line: line - 1 } });

/** A template with something before each of its parts. */
function commented(comment: string): string {
  return [
    `{ ${comment}`,
    `  "Resources": { ${comment}`,
    `    "A": { ${comment}`,
    `      "Type": "AWS::S3::Bucket", ${comment}`,
    `      "Properties": { "BucketName": "a" } ${comment}`,
    '    },',
    `    "B": { "Type": "AWS::SNS::Topic" }`,
    '  }',
    '}',
  ].join('\n');
}

describe('a JSON template with comments', () => {
  it.each([
    '// why',
    '/* why */',
    '/* "Type": "AWS::SQS::Queue", */',
    '// "quoted',
    '/**/ /* two */ // three',
  ])(
    'returns its resources at their positions, and reports the position of the first comment: %s',
    (words) => {
      const text = commented(words);

      expect(readTemplate(file, text)).toEqual({
        ...readTemplate(file, text.replaceAll(words, ' '.repeat(words.length))),
        error: comment(1),
      });
    },
  );

  it('may begin or end with a comment', () => {
    const text = '{\n"Resources": { "A": { "Type": "AWS::S3::Bucket" } }\n}';

    for (const [begun, line] of [[`// why\n${text}`, 1] as const, [`${text}\n/*\n why\n*/\n`, 4] as const]) {
      const template = readTemplate(file, begun);
      expect(template).toMatchObject({ format: 'json', error: comment(line) });
      expect(template?.resources.map(({ id }) => id)).toEqual(['A']);
    }
  });

  it('has a syntax error if it does not parse without them either', () => {
    const template = readTemplate(
      file,
      `{ // why\n"Resources": { "A": { "Type": "AWS::S3::Bucket", "B": [ }`,
    );

    expect(template?.error).toMatchObject({ code: 'template-syntax', facts: { line: expect.any(Number) } });
  });

  it('is not read with a comment as part of an id', () => {
    const text = '{"Resources":{\n"A":{"Type":"AWS::S3::Bucket"}, // why\n"B":{"Type":"AWS::S3::Bucket"}}}';

    expect(readTemplate(file, text)?.resources.map(({ id }) => id)).toEqual(['A', 'B']);
    expect(readTemplate(file, text)?.error).toEqual(comment(2));
  });

  it('may have comments anywhere outside strings', () => {
    const text = '{"Resources":/*x*/{"A":{"Type":"AWS::S3::Bucket","Properties":{"Size":1//y\n}}}}';

    expect(readTemplate(file, text)?.error).toEqual(comment(1));
  });

  it('is not one if only its strings look like comments', () => {
    const address = commented('').replace('"a"', String.raw`"https://a/*b*/ // \" // /* "`);

    const template = readTemplate(file, address);

    expect(template?.error).toBeUndefined();
    expect(template?.resources[0]?.literals).toEqual({ BucketName: 'https://a/*b*/ // " // /* ' });
  });

  it.each([
    `{Resources: {A: {Type: 'AWS::S3::Bucket', Properties: {BucketName: //x, Q: r }}}}`,
    `{\n Resources: {\n  A: {Type: 'AWS::S3::Bucket', Metadata: {Note: 'a // b'}}\n }\n}`,
    `{\n Description: 'the // thing',\n Resources: {A: {Type: 'AWS::S3::Bucket'}}}`,
    `{ # 3" pipe\n "Resources": {"A": {"Type": "AWS::S3::Bucket", "U": "//cdn.x"}}}`,
    '{ # mine // by me\n Resources: {A: {Type: "AWS::S3::Bucket"}}}',
    '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}} # // x',
    '{"Resources": {"A": {"Type": "AWS::S3::Bucket"}}}\n---\nFoo:\n  - // x',
    '{"Resources": {"A": {"Type": "AWS::S3::Bucket", "P": "{{ "//" }}"}}}',
  ])('is not one if it is YAML: %s', (text) => {
    const template = readTemplate(file, text);

    expect(template?.error).toBeUndefined();
    expect(template?.resources.map(({ id }) => id)).toEqual(['A']);
  });

  it('is not one if the text without comments is not a template', () => {
    expect(readTemplate(file, '{ // Resources\n "compilerOptions": {} }')).toBeUndefined();
  });

  it.each(['"\\"', ' /*', ' //', '" //'])('is read in time proportional to its length: %s', (part) => {
    const text = `{ "Resources": { ${part.repeat(200_000)}`;
    const started = performance.now();

    readTemplate(file, text);

    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
