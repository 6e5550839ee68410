import { expect, it } from 'vitest';
import { readTemplate } from '../../../../../daemon/domain/templates/read/read-template.ts';
import {
  commentReason,
  notUtf8Reason,
  reasonInBoth,
  tooLargeReason,
  utf16Reason,
} from '../../../../../daemon/domain/templates/read/unreadable.ts';

it.each([
  [notUtf8Reason(2), '3 行目: UTF-8 ではありません。UTF-8 で保存してください'],
  [
    commentReason(0),
    '1 行目: CloudFormation は JSON のコメントを受け付けません。削除するか、"Metadata" か "Description" に書いてください',
  ],
  [utf16Reason, 'UTF-16 は CloudFormation で読み込めません。UTF-8 で保存してください'],
])('says in Japanese, too, what is wrong: %s', (reason, ja) => {
  expect(reasonInBoth(reason)).toEqual({ en: reason, ja });
});

it('says how large a file is', () => {
  expect(reasonInBoth(tooLargeReason(3 * 1024 * 1024)).ja).toMatch(/^3\.0 MB ですが、.*分割してください$/);
});

it.each([
  ['Resources:\n\tA: {Type: "AWS::S3::Bucket"}', 'タブではなく空白で字下げしてください'],
  ['Resources: {A: {Type: "AWS::S3::Bucket"}', '括弧を閉じてください'],
  ['Resources:\n  A: {Type: "AWS::S3::Bucket}', '引用符を閉じてください'],
])('says in Japanese what to do, behind the words of the parser: %j', (text, next) => {
  const reason = readTemplate('a.yaml', text)?.error ?? '';
  const both = reasonInBoth(reason);

  expect(both.en).toBe(reason);
  expect(both.ja).toMatch(/^\d+ 行目: [^;]+。/);
  expect(both.ja.endsWith(`。${next}`)).toBe(true);
});
