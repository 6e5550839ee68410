import { beforeEach, expect, it, vi } from 'vitest';
import { JiraToken } from '../../../../../extension/tickets/account/jira-token.ts';
import { signOut, signOutHere } from '../../../../../extension/tickets/account/sign-out.ts';
import { EventEmitter, resetVsCode, window } from '../../../../support/vscode/fake.ts';

let token: JiraToken;
/** The messages of this window to the daemon, in their order. */
let heard: string[];

beforeEach(async () => {
  resetVsCode();
  heard = [];
  const secrets = {
    ...{ get: async () => undefined, store: async () => {}, delete: async () => {} },
    onDidChange: new EventEmitter<{ key: string }>().event,
  };
  token = new JiraToken(...([secrets, {}] as unknown as ConstructorParameters<typeof JiraToken>));
  await token.keep({ site: 'https://one.atlassian.net', token: 'secret' });
  token.onChanged(() => heard.push(token.current ? 'settings with the token' : 'settings without a token'));
});

it('signs out while the daemon knows which token is meant: it forgets that token of all windows', async () => {
  const request = async () => {
    heard.push('sign-out');
    return {};
  };
  await signOut(token, { request } as never);
  expect(heard).toEqual(['sign-out', 'settings without a token']);
});

it('forgets the token also if the daemon does not answer', async () => {
  const request = () => Promise.reject(new Error('The connection is lost.'));
  await expect(signOut(token, { request } as never)).rejects.toThrow('The connection is lost.');
  expect(token.current).toBeUndefined();
});

it('forgets the token also without a daemon, and says what may be left', async () => {
  const said: string[] = [];
  vi.spyOn(window, 'showInformationMessage').mockImplementation((async (message: string) => {
    said.push(message);
  }) as never);
  await signOutHere(token, undefined);
  expect(token.current).toBeUndefined();
  expect(said.join()).toContain('If another window is signed in to Jira, sign out there as well.');
  vi.restoreAllMocks();
});
