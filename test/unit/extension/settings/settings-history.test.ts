import { expect, it } from 'vitest';
import { SettingsHistory } from '../../../../extension/settings/settings-history.ts';

it('a value is as old as its last change, also if it is sent again', () => {
  const history = new SettingsHistory();
  expect(history.since({ team: 'payments', 'jira.site': undefined }, 1)).toEqual({ team: 1 });
  expect(history.since({ team: 'payments', 'jira.site': 'https://a' }, 2)).toEqual({
    team: 1,
    'jira.site': 2,
  });
  expect(history.since({ team: 'shop', 'jira.site': undefined }, 3)).toEqual({ team: 3 });
  expect(history.since({ team: 'shop', 'jira.site': 'https://a' }, 4)).toEqual({ team: 3, 'jira.site': 4 });
});
