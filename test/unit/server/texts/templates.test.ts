import { describe, expect, it } from 'vitest';
import { note } from '../../../../daemon/domain/problems/note.ts';
import { readTemplate } from '../../../../daemon/domain/templates/read/read-template.ts';
import { sayNote } from '../../../../daemon/server/texts/say.ts';

describe('the reason why a template cannot be used', () => {
  it.each([
    [
      note('template-not-utf8', { line: 2 }),
      'line 3: not UTF-8; save the file as UTF-8',
      '3 行目: UTF-8 ではありません。UTF-8 で保存してください',
    ],
    [
      note('template-json-comment', { line: 0 }),
      'line 1: a comment, which CloudFormation does not accept in JSON; remove it, or move it to "Metadata" or "Description"',
      '1 行目: CloudFormation は JSON のコメントを受け付けません。削除するか、"Metadata" か "Description" に書いてください',
    ],
    [
      note('template-utf16', {}),
      'UTF-16, which CloudFormation does not read; save the file as UTF-8',
      'UTF-16 は CloudFormation で読み込めません。UTF-8 で保存してください',
    ],
  ])('has a sentence in both languages: %j', (error, en, ja) => {
    expect([sayNote(error, 'en'), sayNote(error, 'ja')]).toEqual([en, ja]);
  });

  it('contains the size of a file', () => {
    const error = note('template-too-large', { bytes: 3 * 1024 * 1024 });

    expect(sayNote(error, 'en')).toMatch(/^3\.0 MB, .* 1 MB .*51,200 bytes.*; split it/);
    expect(sayNote(error, 'ja')).toMatch(/^3\.0 MB ですが、.*分割してください$/);
  });

  it.each([
    [
      'Resources:\n\tA: {Type: "AWS::S3::Bucket"}',
      'indent with spaces',
      'タブではなく空白で字下げしてください',
    ],
    ['Resources: {A: {Type: "AWS::S3::Bucket"', 'close the bracket', '括弧を閉じてください'],
    ['Resources:\n  A: {Type: "AWS::S3::Bucket}', 'close the quote', '引用符を閉じてください'],
  ])('names the line and the next step, after the message of the parser: %j', (text, en, ja) => {
    const error = readTemplate('a.yaml', text)?.error ?? note('template-utf16', {});

    expect(sayNote(error, 'en')).toMatch(/^line \d+: [^;]+; /);
    expect(sayNote(error, 'en').endsWith(`; ${en}`)).toBe(true);
    expect(sayNote(error, 'ja')).toMatch(/^\d+ 行目: [^;]+。/);
    expect(sayNote(error, 'ja').endsWith(`。${ja}`)).toBe(true);
  });
});
