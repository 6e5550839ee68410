import { ConfigurationTarget, env, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import { checkJira, getJiraInUse, type JiraInUse, type TypedAccount } from '#protocol/account.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { registerDaemonCommand } from '../../daemon/daemon-command.ts';
import { problemCode } from '../../daemon/problem-code.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import { chooseProject } from './choose-project.ts';
import type { JiraToken } from './jira-token.ts';
import { isDecided, projectSentence } from './project-source.ts';
import { signOut } from './sign-out.ts';
import { isSite } from './site.ts';

const tokenPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';
/** Problems that another site fixes. All others may be caused by the e-mail address or the token. */
const ofSite = ['jira-site-invalid', 'jira-unreachable', 'jira-unexpected', 'jira-missing'];

export function registerSignIn(
  lifetime: DisposableStore,
  token: JiraToken,
  connection: DaemonConnection,
): void {
  lifetime.add(registerDaemonCommand(connection, 'guardrail.signIn', () => signIn(token, connection)));
  lifetime.add(registerDaemonCommand(connection, 'guardrail.signOut', (daemon) => signOut(token, daemon)));
}

/**
 * Asks the user for the values that the environment and the configuration file do not set, and asks Jira whose account
 * that is before anything is stored. After a refusal, asks the user again and keeps everything that was typed. Then offers
 * the projects.
 */
async function signIn(token: JiraToken, connection: DaemonConnection): Promise<void> {
  const inUse = await connection.require().request(getJiraInUse, {});
  const { project } = inUse;
  const settings = workspace.getConfiguration('guardrail');
  let typed: TypedAccount = {
    site: settings.get<string>('jira.site')?.trim() ?? '',
    email: settings.get<string>('jira.email')?.trim() ?? '',
  };
  for (let from: 'site' | 'email' = 'site'; ; ) {
    const asked = await ask(inUse, typed, from);
    if (!asked) return;
    typed = asked;
    try {
      const account = await window.withProgress(
        { location: ProgressLocation.Notification, title: l10n.t('Waiting for Jira …'), cancellable: true },
        (_, cancellation) => connection.require().request(checkJira, undecided(inUse, typed), cancellation),
      );
      const { site, email, token: secret } = undecided(inUse, typed);
      if (site !== undefined) await settings.update('jira.site', site, ConfigurationTarget.Global);
      if (email !== undefined) await settings.update('jira.email', email, ConfigurationTarget.Global);
      if (secret !== undefined) await token.keep({ site: account.site, token: secret });
      const signedIn = l10n.t('Signed in to {0} as {1}.', account.site, account.name);
      const next =
        secret === undefined
          ? l10n.t('The environment sets the token.')
          : l10n.t('The token for {0} is saved. Tickets are being read.', email ?? inUse.email?.value ?? '');
      const read = project && isDecided(project) ? ` ${projectSentence(project)}` : '';
      void window.showInformationMessage(plainMessage(`${signedIn} ${next}${read}`));
      break;
    } catch (error) {
      const code = problemCode(error);
      // If the user typed nothing, asking again changes nothing.
      if (code === undefined || !Object.values(undecided(inUse, typed)).some(Boolean)) throw error;
      void window.showErrorMessage(plainMessage(error instanceof Error ? error.message : String(error)));
      from = ofSite.includes(code) ? 'site' : 'email';
    }
  }
  // After the sign-in, so that a list that cannot be read does not undo it.
  if (!isDecided(project)) await chooseProject(connection.require(), undecided(inUse, typed), project?.value);
}

/** Returns the typed values that nothing else decides. */
function undecided({ site, email, token }: JiraInUse, typed: TypedAccount): TypedAccount {
  return {
    ...(!isDecided(site) && typed.site && { site: typed.site }),
    ...(!isDecided(email) && typed.email && { email: typed.email }),
    ...(!isDecided(token) && typed.token && { token: typed.token }),
  };
}

/** Resolves to `undefined` if the user cancels. */
async function ask(
  inUse: JiraInUse,
  before: TypedAccount,
  from: 'site' | 'email',
): Promise<TypedAccount | undefined> {
  let { site, email, token } = before;
  if (from === 'site' && !isDecided(inUse.site)) {
    site = await window.showInputBox({
      title: l10n.t('Sign In to Jira (1/3)'),
      prompt: l10n.t('Your Jira site'),
      placeHolder: 'https://example.atlassian.net',
      value: site ?? '',
      ignoreFocusOut: true,
      validateInput: (text) =>
        isSite(text) ? undefined : l10n.t('Enter an address that begins with https://.'),
    });
    if (site === undefined) return undefined;
  }
  const address = inUse.site && isDecided(inUse.site) ? inUse.site.value : (site ?? '');
  if (!isDecided(inUse.email)) {
    email = await window.showInputBox({
      title: l10n.t('Sign In to Jira (2/3)'),
      prompt: l10n.t('The e-mail address of your Atlassian account at {0}', address),
      value: email ?? '',
      ignoreFocusOut: true,
      validateInput: (text) =>
        /^\S+@\S+$/.test(text.trim()) ? undefined : l10n.t('Enter an e-mail address.'),
    });
    if (email === undefined) return undefined;
  }
  if (!isDecided(inUse.token)) {
    token = await askToken(address, token);
    if (token === undefined) return undefined;
  }
  return {
    ...(site && { site: site.trim() }),
    ...(email && { email: email.trim() }),
    ...(token && { token: token.trim() }),
  };
}

async function askToken(site: string, before: string | undefined): Promise<string | undefined> {
  if (before === undefined) {
    const create = l10n.t('Create a Token');
    const have = l10n.t('I Have a Token');
    const chosen = await window.showQuickPick([have, create], {
      title: l10n.t('Sign In to Jira (3/3)'),
      ignoreFocusOut: true,
    });
    if (chosen === undefined) return undefined;
    if (chosen === create) await env.openExternal(Uri.parse(tokenPage));
  }
  return window.showInputBox({
    title: l10n.t('Sign In to Jira (3/3)'),
    prompt: l10n.t('API token for {0}. It is stored in the editor’s secret storage.', site),
    password: true,
    value: before ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('Enter a token.') : undefined),
  });
}
