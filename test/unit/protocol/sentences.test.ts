import { expect, it } from 'vitest';
import { joinSentences } from '#protocol/sentences.ts';

it('joins sentences as each language does, without empty ones', () => {
  expect(joinSentences(['Jira did not answer.', undefined, 'It is saved.'])).toBe(
    'Jira did not answer. It is saved.',
  );
  expect(joinSentences(['応答がありません。', '', '保存済みです。'])).toBe(
    '応答がありません。保存済みです。',
  );
  expect(joinSentences([undefined, false])).toBe('');
});
