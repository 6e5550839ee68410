import {
  ConfigurationTarget,
  commands,
  type Disposable,
  env,
  l10n,
  type SecretStorage,
  Uri,
  window,
  workspace,
} from 'vscode';
import { getStatus } from '#protocol/messages.ts';
import type { DaemonConnection } from '../daemon/connection.ts';

const secretName = 'guardrail.jiraToken';
const tokenPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';

/** The Jira token: kept in SecretStorage, sent to the daemon in the handshake, never written to a file. */
export class JiraToken {
  private readonly secrets: SecretStorage;
  current: string | undefined;

  constructor(secrets: SecretStorage) {
    this.secrets = secrets;
  }

  async load(): Promise<void> {
    this.current = await this.secrets.get(secretName);
  }

  async keep(token: string): Promise<void> {
    await this.secrets.store(secretName, token);
    this.current = token;
  }

  async forget(): Promise<void> {
    await this.secrets.delete(secretName);
    this.current = undefined;
  }
}

export function registerSignIn(token: JiraToken, connection: DaemonConnection): Disposable[] {
  return [
    commands.registerCommand('guardrail.signIn', () => signIn(token, connection)),
    commands.registerCommand('guardrail.signOut', async () => {
      await token.forget();
      connection.tellSettings();
      await window.showInformationMessage(
        l10n.t('Signed out of Jira. Findings stay; tickets are no longer read.'),
      );
    }),
  ];
}

async function signIn(token: JiraToken, connection: DaemonConnection): Promise<void> {
  const settings = workspace.getConfiguration('guardrail');
  const site = await ask('jira.site', {
    title: l10n.t('Sign In to Jira (1/3)'),
    prompt: l10n.t('Your Jira site'),
    placeHolder: 'https://example.atlassian.net',
    validateInput: (text) =>
      isSite(text) ? undefined : l10n.t('An address that begins with https:// is needed.'),
  });
  if (site === undefined) return;
  const email = await ask('jira.email', {
    title: l10n.t('Sign In to Jira (2/3)'),
    prompt: l10n.t('The e-mail address of your Atlassian account'),
    validateInput: (text) =>
      /^\S+@\S+$/.test(text.trim()) ? undefined : l10n.t('An e-mail address is needed.'),
  });
  if (email === undefined) return;
  const secret = await askToken(site);
  if (secret === undefined) return;
  await settings.update('jira.site', site.trim(), ConfigurationTarget.Global);
  await settings.update('jira.email', email.trim(), ConfigurationTarget.Global);
  await token.keep(secret.trim());
  connection.tellSettings();
  const { problems } = await connection.request(getStatus, {});
  const problem = problems.find(({ code }) => code.startsWith('jira-'));
  await (problem
    ? window.showWarningMessage(problem.text)
    : window.showInformationMessage(
        l10n.t('The token is kept for {0}. Tickets are being read.', email.trim()),
      ));

  function ask(
    name: string,
    options: Parameters<typeof window.showInputBox>[0],
  ): Thenable<string | undefined> {
    return window.showInputBox({ ...options, value: settings.get<string>(name) ?? '', ignoreFocusOut: true });
  }
}

async function askToken(site: string): Promise<string | undefined> {
  const create = l10n.t('Create a Token');
  const have = l10n.t('I Have a Token');
  const chosen = await window.showQuickPick([have, create], {
    title: l10n.t('Sign In to Jira (3/3)'),
    ignoreFocusOut: true,
  });
  if (chosen === undefined) return undefined;
  if (chosen === create) await env.openExternal(Uri.parse(tokenPage));
  return window.showInputBox({
    title: l10n.t('Sign In to Jira (3/3)'),
    prompt: l10n.t('API token for {0}. It is kept in the editor’s secret storage.', site),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A token is needed.') : undefined),
  });
}

/** https, or http on loopback for the sandbox. */
function isSite(text: string): boolean {
  if (!URL.canParse(text.trim())) return false;
  const { protocol, hostname } = new URL(text.trim());
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}
