import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ResponseError } from 'vscode-languageclient/node';
import { LSPErrorCodes } from 'vscode-languageserver';
import { getJiraInUse, type JiraInUse, readJiraSite } from '#protocol/account.ts';
import type { DaemonConnection } from '../../../../../extension/daemon/connection.ts';
import { JiraAuthentication } from '../../../../../extension/tickets/account/jira-authentication.ts';
import { JiraToken } from '../../../../../extension/tickets/account/jira-token.ts';
import { EventEmitter, resetVsCode } from '../../../../support/vscode/fake.ts';

vi.mock('vscode-languageclient/node', () => import('../../../../support/vscode/fake-language-client.ts'));

const one = { site: 'https://one.atlassian.net', token: 'secret-1', name: 'Aki Sato' };
const other = { site: 'https://two.atlassian.net', token: 'secret-2', name: 'Aki Sato' };
let stored: string | undefined;
/** The time that the keyring needs for an answer. */
let keyringMs: number | undefined;
let token: JiraToken;
let accounts: JiraAuthentication;

beforeEach(() => {
  resetVsCode();
  keyringMs = undefined;
  stored = JSON.stringify([one]);
  openAccounts();
});

function openAccounts(): void {
  const secrets = {
    async get() {
      const found = stored;
      if (keyringMs !== undefined) await new Promise((resolve) => setTimeout(resolve, keyringMs));
      return found;
    },
    store: async (_: string, value: string) => {
      stored = value;
    },
    delete: async () => {
      stored = undefined;
    },
    onDidChange: new EventEmitter<{ key: string }>().event,
  };
  const parts = [secrets, {}] as unknown as ConstructorParameters<typeof JiraToken>;
  token = new JiraToken(...parts);
  accounts = new JiraAuthentication(token, { current: undefined } as DaemonConnection);
}

describe('the Accounts menu', () => {
  it('shows who is signed in to which site, and no extension gets the token', async () => {
    await token.keep(other);
    const sessions = await accounts.getSessions(undefined);
    expect(sessions.map(({ account }) => account.label)).toEqual([
      'Aki Sato – one.atlassian.net',
      'Aki Sato – two.atlassian.net',
    ]);
    expect(JSON.stringify(sessions)).not.toContain('secret');
  });

  it('follows each sign-in and sign-out', async () => {
    const seen: string[] = [];
    accounts.onDidChangeSessions(({ added = [], removed = [] }) => {
      seen.push(...added.map(({ id }) => `+${id}`), ...removed.map(({ id }) => `-${id}`));
    });
    await accounts.getSessions(undefined);
    await token.keep(other);
    await token.keep({ ...other, token: 'secret-3' });
    await accounts.removeSession(one.site);
    expect(seen).toEqual([`+${other.site}`, `-${one.site}`]);
    expect(stored).toBe(JSON.stringify([{ ...other, token: 'secret-3' }]));
  });

  it('starts a daemon for a sign-in if none was needed until then', async () => {
    const daemon = {
      request: async ({ method }: { method: string }) => {
        throw new Error(method);
      },
    };
    const connection = {
      require() {
        throw new Error('This window is not connected.');
      },
      reach: async () => daemon,
    };
    accounts = new JiraAuthentication(token, connection as unknown as DaemonConnection);
    await expect(accounts.createSession()).rejects.toThrow(getJiraInUse.method);
  });

  it('says that there is no sign-in if the user cancels while Jira is asked', async () => {
    const inUse: JiraInUse = { site: { value: one.site, source: 'environment' } };
    const daemon = {
      async request({ method }: { method: string }) {
        if (method === getJiraInUse.method) return inUse;
        expect(method).toBe(readJiraSite.method);
        throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      },
    };
    const connection = { require: () => daemon, reach: async () => daemon };
    accounts = new JiraAuthentication(token, connection as unknown as DaemonConnection);
    await expect(accounts.createSession()).rejects.toThrow('You did not sign in to Jira.');
  });

  it.each([
    ['sign-in', () => token.keep(other), [one, other]],
    ['sign-out', () => token.forget('https://three.atlassian.net'), [one]],
  ] as const)(
    'keeps the other accounts at a %s that comes before the keyring answers',
    async (_, act, kept) => {
      keyringMs = 20;
      openAccounts();
      await act();
      expect(JSON.parse(stored ?? '[]')).toEqual(kept);
      expect(token.all).toEqual(kept);
    },
  );

  it('forgets the last token completely', async () => {
    await accounts.getSessions(undefined);
    await accounts.removeSession(one.site);
    expect(stored).toBeUndefined();
    expect(await accounts.getSessions(undefined)).toEqual([]);
  });
});
