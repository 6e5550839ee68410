import { expect, it } from 'vitest';
import { sayProblem } from '../../../daemon/base/problem.ts';

const next = { en: 'Open it.', ja: '開いてください。' };

it('says a problem in one line', () => {
  const what = { en: 'Jira said:\r\n  no.', ja: 'Jira:\n不可。' };

  expect(sayProblem({ what, next }, 'en')).toBe('Jira said: no. Open it.');
  expect(sayProblem({ what, next }, 'ja')).toBe('Jira: 不可。開いてください。');
});

it('passes on no link that an editor would make of a stranger’s words', () => {
  const said = 'Jira refused it: [here](command:workbench.action.quit).';

  expect(sayProblem({ what: { en: said, ja: said }, next }, 'en')).not.toMatch(/\]\(/);
});
