import { describe, expect, it } from 'vitest';
import { decode } from '../../../../../daemon/domain/templates/read/decode.ts';
import {
  readDecoded,
  readTemplate,
  readTooLarge,
} from '../../../../../daemon/domain/templates/read/read-template.ts';

const file = '/w/a.yaml';
const template = 'Resources:\r\n  A:\r\n    Type: AWS::S3::Bucket\r\n    Description: caf\u00e9\r\n';

const readBytes = (bytes: Uint8Array) => readDecoded(file, decode(bytes));

describe('the bytes of a template', () => {
  it('are read as UTF-8, with and without a byte order mark', () => {
    expect(readBytes(Buffer.from(template))).toEqual(readTemplate(file, template));
    expect(readBytes(Buffer.from(`\uFEFF${template}`))).toEqual(readTemplate(file, template));
  });

  it.each([
    ['Latin-1', '', 'latin1'],
    ['Latin-1 after a byte order mark', '\u00ef\u00bb\u00bf', 'latin1'],
  ] as const)('that are %s contain their resources, and report the line', (_, mark, encoding) => {
    const read = readBytes(Buffer.from(`${mark}${template}`, encoding));

    expect(read).toEqual({
      ...readTemplate(file, template.replace('\u00e9', '\uFFFD')),
      error: { code: 'template-not-utf8', facts: { line: 3 } },
    });
  });

  it('also count a line that ends with a lone carriage return', () => {
    const read = readBytes(Buffer.from(template.replaceAll('\r\n', '\r'), 'latin1'));

    expect(read?.error).toMatchObject({ facts: { line: 3 } });
  });

  it('may contain the replacement character itself', () => {
    const written = template.replace('\u00e9', '\uFFFD');

    expect(readBytes(Buffer.from(written))).toEqual(readTemplate(file, written));
  });

  it('report that they are UTF-16, which the editor shows as text', () => {
    const little = Buffer.from(`\uFEFF${template}`, 'utf16le');
    const big = Buffer.from(little).swap16();

    for (const bytes of [little, big]) {
      expect(readBytes(bytes)).toEqual({
        ...readTemplate(file, template),
        error: { code: 'template-utf16', facts: {} },
      });
    }
  });

  it.each([
    ['UTF-16 text', Buffer.from('\uFEFFResources: see below', 'utf16le')],
    ['half a unit', Buffer.from([0xff, 0xfe, 0x52])],
    ['nothing', Buffer.alloc(0)],
    ['Latin-1 text', Buffer.from('Resources: caf\u00e9', 'latin1')],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0xfe, 0x80, 0x52, 0x65])],
  ])('are not a template: %s', (_, bytes) => {
    expect(readBytes(bytes)).toBeUndefined();
  });
});

describe('a file that is too large', () => {
  const size = 12.34 * 1024 * 1024;

  it('reports its size and CloudFormation’s limit if it begins like a template', () => {
    expect(readTooLarge(file, template, size)).toEqual({
      path: file,
      format: 'yaml',
      resources: [],
      error: { code: 'template-too-large', facts: { bytes: size } },
    });
    expect(readTooLarge(file, '{"AWSTemplateFormatVersion": "2010-09-09", "Map', size)?.format).toBe('json');
    expect(readTooLarge(file, decode(Buffer.from(`\uFEFF${template}`, 'utf16le')).text, size)).toBeDefined();
  });

  it.each(['{"Resources": [{"Type": "AwsS3Bucket"}]}', '[1, 2, 3', 'Resources', ''])(
    'is ignored if it begins in another way: %s',
    (head) => {
      expect(readTooLarge(file, head, size)).toBeUndefined();
    },
  );
});
