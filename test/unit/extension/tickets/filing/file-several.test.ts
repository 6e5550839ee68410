import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FilingForm } from '#protocol/filing.ts';
import type { DaemonConnection } from '../../../../../extension/daemon/connection.ts';
import { fileSeveral } from '../../../../../extension/tickets/filing/file-several.ts';
import { findingView } from '../../../../support/finding-view.ts';
import { window } from '../../../../support/vscode/fake.ts';

const messages: string[] = [];
/** The window of all tests, which share it. */
const fake = { ...window };
let placeHolder = '';
const form: FilingForm = {
  ...{
    project: 'APP',
    type: { id: '1', name: 'Task' },
    projects: [],
    types: [],
    fields: [],
    optional: [],
    proposed: {},
  },
};
const connection = {
  require: () => ({ request: async () => ({ result: 'filed', ticket: { key: 'APP-1' } }) }),
} as unknown as DaemonConnection;
const going = ['a', 'b', 'c'].map((key) => findingView({ key }));

beforeEach(() => {
  messages.length = 0;
  const say = async (message: string) => void messages.push(message);
  Object.assign(window, {
    showInformationMessage: say,
    showWarningMessage: say,
    async showQuickPick(rows: readonly unknown[], options: { placeHolder: string }) {
      placeHolder = options.placeHolder;
      return rows;
    },
    withProgress: (_: unknown, run: (...given: unknown[]) => Promise<void>) =>
      run({ report() {} }, { isCancellationRequested: false }),
  });
});
afterEach(() => {
  Object.assign(window, fake);
});

it('files a ticket for each finding', async () => {
  await fileSeveral(connection, { going, left: [] }, async () => form);
  expect(messages).toEqual(['3 of 3 tickets filed.']);
});

it('asks no more for a project once the user has left the question', async () => {
  const asked: string[] = [];
  await fileSeveral(connection, { going, left: [] }, async (finding) => {
    asked.push(finding);
    return finding === 'a' ? form : undefined;
  });
  expect(asked).toEqual(['a', 'b']);
  expect(messages).toEqual(['1 of 3 tickets filed, 2 not sent.']);
});

it('says which selected rows are left out, and why', async () => {
  const left = (['has-ticket', 'waiting', 'too-many'] as const).map((why) => ({ name: 'logs', why }));
  await fileSeveral(connection, { going, left }, async () => form);
  expect(placeHolder).toBe(
    'Enter confirms. 2 selected rows have a ticket or wait for one. At most 100 tickets are filed at once: file the rest afterwards (1).',
  );
});
