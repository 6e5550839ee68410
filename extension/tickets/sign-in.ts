import {
  ConfigurationTarget,
  commands,
  type Disposable,
  EventEmitter,
  env,
  type LogOutputChannel,
  l10n,
  type SecretStorage,
  Uri,
  window,
  workspace,
} from 'vscode';
import { getStatus } from '#protocol/messages.ts';
import type { DaemonConnection } from '../daemon/connection.ts';
import { plainMessage } from '../plain-message.ts';
import { sayError } from '../say-error.ts';
import type { TokenOfSite } from '../settings.ts';
import { isSite } from './site.ts';

const secretName = 'guardrail.jiraToken';
const tokenPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';

/**
 * The Jira token: kept in SecretStorage with the site that it is for, sent to the daemon in the handshake, never written
 * to a file.
 */
export class JiraToken implements Disposable {
  private readonly secrets: SecretStorage;
  private readonly log: LogOutputChannel;
  private readonly changed = new EventEmitter<void>();
  private readonly subscription: Disposable;
  private kept: TokenOfSite | undefined;
  /** Another window signed in or out, too. */
  readonly onChanged = this.changed.event;

  constructor(secrets: SecretStorage, log: LogOutputChannel) {
    this.secrets = secrets;
    this.log = log;
    this.subscription = secrets.onDidChange(async ({ key }) => {
      if (key !== secretName) return;
      const before = this.kept;
      await this.load();
      if (this.kept?.token !== before?.token || this.kept?.site !== before?.site) this.changed.fire();
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** With its site: the daemon sends it to no other one. */
  get current(): TokenOfSite | undefined {
    return this.kept;
  }

  /** Never rejects: without a keyring there is no token, and everything else works. */
  async load(): Promise<void> {
    try {
      this.kept = readKept(await this.secrets.get(secretName));
    } catch (error) {
      this.log.warn(`The Jira token cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  }

  async keep(kept: TokenOfSite): Promise<void> {
    this.kept = kept;
    await this.secrets.store(secretName, JSON.stringify(kept));
  }

  async forget(): Promise<void> {
    this.kept = undefined;
    await this.secrets.delete(secretName);
  }
}

function readKept(stored: string | undefined): TokenOfSite | undefined {
  if (stored === undefined) return undefined;
  const { site, token } = JSON.parse(stored) as Partial<TokenOfSite>;
  return typeof site === 'string' && typeof token === 'string' ? { site, token } : undefined;
}

export function registerSignIn(token: JiraToken, connection: DaemonConnection): Disposable[] {
  return [
    commands.registerCommand('guardrail.signIn', () =>
      signIn(token, connection).catch((error) => void sayError(error)),
    ),
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
  await token.keep({ site: site.trim(), token: secret.trim() });
  connection.tellSettings();
  const { problems } = await connection.request(getStatus, {});
  const problem = problems.find(({ code }) => code.startsWith('jira-'));
  await (problem
    ? window.showWarningMessage(plainMessage(problem.text))
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
