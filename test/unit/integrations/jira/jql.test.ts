import { expect, it } from 'vitest';
import { belongs, isRead } from '../../../../daemon/integrations/jira/jql.ts';

it.each([
  [{}, 'labels = guardrail'],
  [{ projects: ['PAY'] }, 'project = "PAY"'],
  [{ projects: ['PAY', 'A" OR key != "\\'] }, 'project in ("PAY", "A\\" OR key != \\"\\\\")'],
  [{ jql: 'a = 1 OR b = 2' }, '(a = 1 OR b = 2)'],
  [{ projects: ['PAY'], jql: 'a = 1 OR b = 2' }, 'project = "PAY" AND (a = 1 OR b = 2)'],
])('%j is the condition %s', (selection, condition) => {
  expect(belongs(selection)).toBe(condition);
  expect(isRead({ ...selection, doneDays: 90 })).toBe(
    `${condition} AND (statusCategory != Done OR updated >= -90d)`,
  );
});
