import { expect, it } from 'vitest';
import { note } from '../../../../daemon/domain/problems/note.ts';
import { sayNote } from '../../../../daemon/server/texts/say.ts';

it.each([
  ['EACCES', 'Give yourself permission to read it', '読み取り権限を付けるか'],
  ['EPERM', 'Give yourself permission to read it', '読み取り権限を付けるか'],
  ['ENAMETOOLONG', 'Make its path shorter', 'パスを短くするか'],
  ['EMFILE', 'raise the limit of open files', '上限 ("ulimit -n") を上げてから'],
  ['EBUSY', 'Close the program that uses it', '使用中のプログラムを終了'],
  ['EIO', 'Check its disk', 'ディスクを確認'],
  ['EUNKNOWN', 'Check that it can be opened', '開けることを確認'],
  ['toString', 'Check that it can be opened', '開けることを確認'],
])('gives the advice for %s', (code, en, ja) => {
  for (const unread of [note('file-denied', { code }), note('folder-denied', { code })]) {
    expect(sayNote(unread, 'en')).toContain(`(${code})`);
    expect(sayNote(unread, 'en')).toContain(en);
    expect(sayNote(unread, 'ja')).toContain(ja);
    expect(sayNote(unread, 'en')).toMatch(/, or exclude it in \.gitignore or files\.exclude\.$/);
  }
});
