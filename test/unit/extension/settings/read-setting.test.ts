import { afterEach, expect, it, vi } from 'vitest';

import { windowStateChanged } from '#protocol/notifications.ts';
import { reportWindowState } from '../../../../extension/notifications/window-state.ts';
import { allowedHttp, jiraSite, machineSettings } from '../../../../extension/settings/settings.ts';
import { DisposableStore } from '../../../../extension/tools/disposables.ts';
import { workspace } from '../../../support/vscode/fake.ts';

/** The workspace of all tests, which share it. */
const fake = { ...workspace };
afterEach(() => {
  Object.assign(workspace, fake);
});

/** Settings as a user wrote them: VS Code passes on values of every type. */
function write(values: Readonly<Record<string, unknown>>): void {
  Object.assign(workspace, {
    getConfiguration: (section: string) => ({ get: (name: string) => values[`${section}.${name}`] }),
  });
}

const history = { since: () => ({}) };

it.each([1001, ['PAY', 'SHOP'], true, null, { of: 'another type' }])(
  'a setting that is not a text is ignored: %j',
  (value) => {
    const names = ['team', 'jira.site', 'jira.project', 'jira.allowHttp', 'aws.profile', 'aws.region'];
    write(Object.fromEntries(names.map((name) => [`guardrail.${name}`, value])));

    expect(machineSettings(undefined, history as never)).toEqual({
      jira: Array.isArray(value) ? { allowHttp: value } : {},
      aws: {},
      since: {},
    });
    expect(jiraSite()).toBe('');
  },
);

it('a list that is not one has no members, and one that is keeps its texts', () => {
  write({ 'guardrail.jira.allowHttp': 'jira.example.com' });
  expect(allowedHttp()).toEqual([]);
  write({ 'guardrail.jira.allowHttp': ['jira.example.com', 7, ' '] });
  expect(allowedHttp()).toEqual(['jira.example.com']);
});

it('a window reports when it notifies, whatever type the user wrote', () => {
  const own = Object.fromEntries(
    ['digestTime', 'quietHours', 'timeZone'].map((name) => [`guardrail.notifications.${name}`, 9]),
  );
  write(own);
  const notify = vi.fn();
  reportWindowState({ notify, lifetime: new DisposableStore() } as never);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  expect(notify).toHaveBeenCalledWith(
    windowStateChanged,
    expect.objectContaining({ digestTime: '', timeZone }),
  );
});
