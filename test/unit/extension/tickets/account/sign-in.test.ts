import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  checkJira,
  getJiraInUse,
  type JiraInUse,
  listJiraProjects,
  readJiraSite,
} from '#protocol/account.ts';
import { getStatus } from '#protocol/status.ts';
import type { DaemonConnection } from '../../../../../extension/daemon/connection.ts';
import { JiraToken } from '../../../../../extension/tickets/account/jira-token.ts';
import { signIn } from '../../../../../extension/tickets/account/sign-in.ts';
import { EventEmitter, resetVsCode, window, workspace } from '../../../../support/vscode/fake.ts';

vi.mock('vscode-languageclient/node', () => import('../../../../support/vscode/fake-language-client.ts'));

const [one, other] = ['https://one.atlassian.net', 'https://two.atlassian.net'];
const noProject = 'No project was chosen, so only tickets of the team’s own findings are shown.';
/** The user settings. */
let settings: Record<string, string | undefined>;
let messages: string[];
let active: readonly { readonly label: string; readonly description?: string }[];
/** The key that the user presses in the list of projects. */
let press: 'Enter' | 'Escape';

beforeEach(() => {
  resetVsCode();
  settings = { 'jira.site': one, 'jira.email': 'aki@example.com', 'jira.project': 'PAY' };
  messages = [];
  active = [];
  vi.spyOn(workspace, 'getConfiguration').mockImplementation((() => ({
    get: (name: string) => settings[name],
    update: async (name: string, value: string | undefined) => {
      settings[name] = value;
    },
  })) as never);
  vi.spyOn(window, 'showQuickPick').mockImplementation((async (rows: unknown[]) => rows[0]) as never);
  vi.spyOn(window, 'showInformationMessage').mockImplementation((async (message: string) => {
    messages.push(message);
  }) as never);
  Object.assign(window, { createQuickPick: fakeQuickPick });
});
afterEach(() => vi.restoreAllMocks());

/** A list in which the user presses a key once its rows are there. */
function fakeQuickPick() {
  const accepted = new EventEmitter<void>();
  const hidden = new EventEmitter<void>();
  const pick = {
    ...{ items: [], activeItems: active, selectedItems: active, busy: false, value: '', title: '' },
    ...{ onDidAccept: accepted.event, onDidHide: hidden.event },
    onDidChangeValue: new EventEmitter<string>().event,
    hide: () => hidden.fire(),
    dispose() {},
    async show() {
      await vi.waitFor(() => expect(pick.busy).toBe(false));
      active = pick.activeItems;
      pick.selectedItems = active;
      if (press === 'Enter') accepted.fire();
      else pick.hide();
    },
  };
  return pick;
}

async function signInTo(site: string, inUse: Partial<JiraInUse> = {}, status: object = { configured: true }) {
  const typed = [site, 'aki@example.com', 'secret'];
  Object.assign(window, { showInputBox: async () => typed.shift() });
  const source = 'editor' as const;
  const answers = new Map<string, unknown>([
    [
      getJiraInUse.method,
      { site: { value: one, source }, project: { value: 'PAY', source }, ...inUse } satisfies JiraInUse,
    ],
    [getStatus.method, status],
    [readJiraSite.method, { site, kind: 'cloud' }],
    [checkJira.method, { site: new URL(site).origin, kind: 'cloud', name: 'Aki Sato' }],
    [
      listJiraProjects.method,
      {
        projects: [
          { key: 'OPS', name: 'Operations' },
          { key: 'PAY', name: 'Payments' },
        ].filter(({ key }) => key === 'OPS' || site.startsWith(one)),
        more: false,
      },
    ],
  ]);
  const daemon = { request: async ({ method }: { method: string }) => answers.get(method) };
  const secrets = {
    ...{ get: async () => undefined, store: async () => {} },
    onDidChange: new EventEmitter<{ key: string }>().event,
  };
  const token = new JiraToken(...([secrets, {}] as unknown as ConstructorParameters<typeof JiraToken>));
  const connection = { current: daemon, require: () => daemon, reach: async () => daemon };
  await signIn(token, connection as unknown as DaemonConnection);
}

it('at another site, no project is in use, and the first one of that site can be chosen', async () => {
  press = 'Enter';
  await signInTo(other);
  expect(active).toMatchObject([{ label: 'OPS — Operations' }]);
  expect(active[0]?.description ?? '').not.toContain('in use');
  expect(settings).toMatchObject({ 'jira.site': other, 'jira.project': 'OPS' });
});

it('at another site, Escape forgets the project of the old site and says what is shown', async () => {
  press = 'Escape';
  await signInTo(other);
  expect(settings['jira.project']).toBeUndefined();
  expect(messages.at(-1)).toContain(noProject);
});

it.each([one, `${one}/`])('at the same site (%s), the project stays in use', async (site) => {
  press = 'Escape';
  await signInTo(site);
  expect(active).toMatchObject([{ label: 'PAY — Payments', description: 'in use' }]);
  expect(settings['jira.project']).toBe('PAY');
  expect(messages.join()).not.toContain(noProject);
});

it('at another site, a project that the environment or the file sets stays, and is named', async () => {
  await signInTo(other, { project: { value: 'SHOP', source: 'file' } });
  expect(active).toEqual([]);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain('The configuration file sets the Jira project: SHOP.');
});

it('says that tickets are read only if there is a team', async () => {
  press = 'Escape';
  await signInTo(one);
  expect(messages[0]).toContain('Tickets are being read.');

  messages = [];
  await signInTo(one, {}, { configured: false });
  expect(messages[0]).toContain('Tickets are read once your team is chosen.');
  expect(messages[0]).not.toContain('being read');
});
