import { type CancellationToken, ConfigurationTarget, env, l10n, Uri, window, workspace } from 'vscode';
import {
  checkJira,
  getJiraInUse,
  type JiraAccount,
  type JiraInUse,
  type JiraKind,
  readJiraSite,
  type TypedAccount,
} from '#protocol/account.ts';
import { getStatus } from '#protocol/status.ts';
import { isCancelledRequest } from '../../daemon/cancelled-request.ts';
import type { Connected } from '../../daemon/connected.ts';
import type { DaemonConnection } from '../../daemon/connection.ts';
import { registerDaemonCommand } from '../../daemon/daemon-command.ts';
import { problemCode } from '../../daemon/problem-code.ts';
import { textSetting } from '../../settings/read-setting.ts';
import { allowedHttp, jiraSite } from '../../settings/settings.ts';
import type { DisposableStore } from '../../tools/disposables.ts';
import { withCancellableProgress } from '../../tools/late-progress.ts';
import { plainMessage, plainPrompt } from '../../tools/plain-message.ts';
import { registerCommand } from '../../tools/register-command.ts';
import { chooseProject, storeProject } from './choose-project.ts';
import { chooseSignIn } from './choose-sign-in.ts';
import { isSameSite, type JiraSignIn } from './jira-accounts.ts';
import type { JiraToken } from './jira-token.ts';
import { isDecided, projectSentence } from './project-source.ts';
import { signOutHere } from './sign-out.ts';
import { isSite } from './site.ts';

const tokenPage = 'https://id.atlassian.com/manage-profile/security/api-tokens';
/** Below the site: the page of the profile with the personal access tokens. */
const dataCenterTokenPage =
  '/secure/ViewProfile.jspa?selectedTab=com.atlassian.pats.pats-plugin:jira-user-personal-access-tokens';
/** Problems that another site fixes. All others may be caused by the e-mail address or the token. */
const ofSite = ['jira-site-invalid', 'jira-unreachable', 'jira-unexpected', 'jira-missing'];

export function registerSignIn(
  lifetime: DisposableStore,
  token: JiraToken,
  connection: DaemonConnection,
): void {
  lifetime.add(
    registerDaemonCommand(connection, 'guardrail.signIn', async () => {
      await signIn(token, connection);
    }),
  );
  // Also without a daemon: the token is this editor's.
  lifetime.add(
    registerCommand('guardrail.signOut', async () =>
      signOutHere(token, await connection.reach().catch(() => undefined)),
    ),
  );
}

/**
 * Asks the user for the values that the environment and the configuration file do not set, and asks Jira whose account
 * that is before anything is stored. After a refusal, asks the user again and keeps everything that was typed. Then offers
 * the projects. Resolves to the sign-in; `undefined` if the user leaves, or if another source gives the token.
 */
export async function signIn(
  token: JiraToken,
  connection: DaemonConnection,
): Promise<JiraSignIn | undefined> {
  const inUse = await (await connection.reach()).request(getJiraInUse, {});
  let { project } = inUse;
  const settings = workspace.getConfiguration('guardrail');
  const storedSite = jiraSite();
  let typed: TypedAccount = {
    site: storedSite,
    email: textSetting(settings, 'jira.email'),
  };
  let kind: JiraKind | undefined;
  let signedIn: JiraSignIn | undefined;
  const chosen = await chooseSignIn(token, inUse);
  if (chosen === undefined) return undefined;
  if (chosen !== 'other') typed = { ...typed, ...chosen };
  /** Whether the sign-in is one that is stored: its first attempt asks for nothing. */
  let isStored = chosen !== 'other';
  for (let from: 'site' | 'account' = 'site'; ; ) {
    if (from === 'site' && !isStored) {
      const site = await askSite(inUse, typed);
      if (site === undefined) return undefined;
      typed = { ...typed, ...(site !== '' && { site }) };
      kind = undefined;
    }
    try {
      kind ??= await waitForJira(connection, (daemon, cancellation) =>
        kindOf(daemon, undecided(inUse, typed), cancellation),
      );
      const asked = isStored ? typed : await askAccount(inUse, typed, kind);
      if (!asked) return undefined;
      isStored = false;
      typed = asked;
      const account = await waitForJira(connection, (daemon, cancellation) =>
        daemon.request(checkJira, undecided(inUse, typed), cancellation),
      );
      const { site, email, token: secret } = undecided(inUse, typed);
      const isElsewhere = (before = '') => before !== '' && !isSameSite(before, account.site);
      if (!isDecided(project) && isElsewhere(inUse.site?.value)) project = undefined;
      if (site !== undefined) {
        // Before the site is written: no sync run asks the new site for the old one's project.
        if (isElsewhere(storedSite))
          await settings.update('jira.project', undefined, ConfigurationTarget.Global);
        await settings.update('jira.site', site, ConfigurationTarget.Global);
      }
      if (email !== undefined) await settings.update('jira.email', email, ConfigurationTarget.Global);
      if (secret !== undefined) {
        const isCloud = account.kind === 'cloud' && email !== undefined;
        signedIn = { site: account.site, token: secret, name: account.name, ...(isCloud && { email }) };
        await token.keep(signedIn);
      }
      const greeting = l10n.t('Signed in to {0} as {1}.', nameOfSite(account), account.name);
      const owner = account.kind === 'cloud' ? (email ?? inUse.email?.value ?? '') : account.site;
      const next =
        secret === undefined
          ? l10n.t('The environment sets the token.')
          : (await hasTeam(connection))
            ? l10n.t('The token for {0} is saved. Tickets are being read.', owner)
            : l10n.t('The token for {0} is saved. Tickets are read once your team is chosen.', owner);
      const read = project && isDecided(project) ? ` ${projectSentence(project)}` : '';
      void window.showInformationMessage(plainMessage(`${greeting} ${next}${read}`));
      break;
    } catch (error) {
      if (isCancelledRequest(error)) return undefined;
      const code = problemCode(error);
      // If the user typed nothing, asking again changes nothing.
      if (code === undefined || !Object.values(undecided(inUse, typed)).some(Boolean)) throw error;
      void window.showErrorMessage(plainMessage(error instanceof Error ? error.message : String(error)));
      from = ofSite.includes(code) ? 'site' : 'account';
      isStored = false;
    }
  }
  // After the sign-in, so that a list that cannot be read does not undo it.
  if (!isDecided(project)) {
    const chosenProject = await chooseProject(connection.require(), undecided(inUse, typed), project?.value);
    if (chosenProject !== undefined) await storeProject(chosenProject);
  }
  return signedIn;
}

/** Without a team, nothing is read. A daemon that does not say whether it has one is taken to have one. */
async function hasTeam(connection: DaemonConnection): Promise<boolean> {
  const status = await connection.current?.request(getStatus, {}).catch(() => undefined);
  return status?.configured !== false;
}

/** Returns the typed values that nothing else decides. */
function undecided({ site, email, token }: JiraInUse, typed: TypedAccount): TypedAccount {
  return {
    ...(!isDecided(site) && typed.site && { site: typed.site }),
    ...(!isDecided(email) && typed.email && { email: typed.email }),
    ...(!isDecided(token) && typed.token && { token: typed.token }),
  };
}

function waitForJira<Result>(
  connection: DaemonConnection,
  work: (daemon: Connected, cancellation: CancellationToken) => Thenable<Result>,
): Promise<Result> {
  return withCancellableProgress(l10n.t('Waiting for Jira …'), (cancellation) =>
    work(connection.require(), cancellation),
  );
}

/** Resolves to the kind of the typed site. A site that says nothing before a sign-in is Data Center: Cloud always answers. */
async function kindOf(
  daemon: Connected,
  { site }: TypedAccount,
  cancellation: CancellationToken,
): Promise<JiraKind> {
  try {
    return (await daemon.request(readJiraSite, site === undefined ? {} : { site }, cancellation)).kind;
  } catch (error) {
    if (problemCode(error) === 'jira-token-refused') return 'data-center';
    throw error;
  }
}

/** Returns the site, and what differs from an ordinary Cloud site. Names are the same in every language. */
function nameOfSite({ site, kind, version, gateway }: JiraAccount): string {
  if (kind === 'data-center')
    return `${site} (Jira Data Center${version === undefined ? '' : ` ${version}`})`;
  return gateway ? `${site} (api.atlassian.com)` : site;
}

/** Resolves to the typed site; empty if it is decided elsewhere, `undefined` if the user cancels. */
async function askSite(inUse: JiraInUse, { site }: TypedAccount): Promise<string | undefined> {
  if (isDecided(inUse.site)) return '';
  const typed = await window.showInputBox({
    title: l10n.t('Sign In to Jira (1/3)'),
    prompt: l10n.t('Your Jira site'),
    placeHolder: 'https://example.atlassian.net',
    value: site ?? '',
    ignoreFocusOut: true,
    validateInput: (text) =>
      isSite(text, allowedHttp()) ? undefined : l10n.t('Enter an address that begins with https://.'),
  });
  return typed?.trim();
}

/** Resolves to what was typed with the e-mail address, if the kind needs one, and the token; `undefined` if the user cancels. */
async function askAccount(
  inUse: JiraInUse,
  { site, ...before }: TypedAccount,
  kind: JiraKind,
): Promise<TypedAccount | undefined> {
  let { email, token } = before;
  const address = inUse.site && isDecided(inUse.site) ? inUse.site.value : (site ?? '');
  if (kind === 'cloud' && !isDecided(inUse.email)) {
    email = await window.showInputBox({
      title: l10n.t('Sign In to Jira (2/3)'),
      prompt: plainPrompt(l10n.t('The e-mail address of your Atlassian account at {0}', address)),
      value: email ?? '',
      ignoreFocusOut: true,
      validateInput: (text) =>
        /^\S+@\S+$/.test(text.trim()) ? undefined : l10n.t('Enter an e-mail address.'),
    });
    if (email === undefined) return undefined;
  }
  if (!isDecided(inUse.token)) {
    token = await askToken(address, kind, token);
    if (token === undefined) return undefined;
  }
  return {
    ...(site && { site }),
    ...(kind === 'cloud' && email && { email: email.trim() }),
    ...(token && { token: token.trim() }),
  };
}

async function askToken(
  site: string,
  kind: JiraKind,
  before: string | undefined,
): Promise<string | undefined> {
  const isCloud = kind === 'cloud';
  const title = isCloud ? l10n.t('Sign In to Jira (3/3)') : l10n.t('Sign In to Jira Data Center');
  if (before === undefined) {
    const create = l10n.t('Create a Token');
    const have = l10n.t('I Have a Token');
    const chosen = await window.showQuickPick([have, create], { title, ignoreFocusOut: true });
    if (chosen === undefined) return undefined;
    if (chosen === create)
      await env.openExternal(Uri.parse(isCloud ? tokenPage : site.replace(/\/+$/, '') + dataCenterTokenPage));
  }
  return window.showInputBox({
    title,
    prompt: plainPrompt(
      isCloud
        ? l10n.t('API token for {0}. It is stored in the editor’s secret storage.', site)
        : l10n.t('Personal access token for {0}. It is stored in the editor’s secret storage.', site),
    ),
    password: true,
    value: before ?? '',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('Enter a token.') : undefined),
  });
}
