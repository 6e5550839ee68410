import { expect, it } from 'vitest';
import { problem } from '../../../../daemon/domain/problems/problem.ts';
import { sayNote, sayProblem } from '../../../../daemon/server/texts/say.ts';

it('says a problem on one line: the event, then the next step', () => {
  const folder = problem('folder-unusable', { folder: '/srv/guard\r\n  rail', errno: 'EACCES' });

  expect(sayProblem(folder, 'en')).toBe(
    'Guardrail cannot write to the folder /srv/guard rail (EACCES). Check its permissions and the free space, or name another with GUARDRAIL_STATE_DIR.',
  );
  expect(sayProblem(folder, 'ja')).toBe(
    'フォルダー /srv/guard rail に書き込めません (EACCES)。権限と空き容量を確認するか、GUARDRAIL_STATE_DIR で別の場所を指定してください。',
  );
});

it('contains no link that an editor would make from text of other systems', () => {
  const folder = problem('folder-unsafe', { folder: '[here](command:workbench.action.quit)' });

  expect(sayProblem(folder, 'en')).not.toMatch(/\]\(/);
});

it('shows the code of a problem that this version does not know', () => {
  expect(sayProblem({ code: 'of-another-version', facts: {} }, 'ja')).toBe('of-another-version');
});

it('says a note that an older version stored with its sentences', () => {
  const stored = { en: 'Jira did not answer. Wait.', ja: '応答がありません。お待ちください。' };

  expect(sayNote(stored, 'en')).toBe('Jira did not answer. Wait.');
  expect(sayNote(stored, 'ja')).toBe('応答がありません。お待ちください。');
});
