import { l10n, window } from 'vscode';
import { signOutOfJira } from '#protocol/account.ts';
import type { Connected } from '../../daemon/connected.ts';
import { plainMessage } from '../../tools/plain-message.ts';
import type { JiraToken } from './jira-token.ts';

/** Forgets this editor's token for the site in use, and informs the user if another source still signs in. */
export async function signOut(token: JiraToken, daemon: Connected): Promise<void> {
  // The daemon first, while it has this window's token: it removes the same token from the editor's other windows.
  const inUse = await daemon.request(signOutOfJira, {}).finally(() => token.forget());
  const message =
    inUse.token === undefined
      ? l10n.t('Signed out of Jira. Findings stay; tickets are no longer read.')
      : inUse.token.source === 'environment'
        ? l10n.t(
            'This editor has no token, but the environment (GUARDRAIL_JIRA_TOKEN) still signs in to Jira.',
          )
        : l10n.t(
            'This editor has no token, but another window is still signed in to Jira. Sign out there as well.',
          );
  void window.showInformationMessage(plainMessage(message));
}

/** Signs out of the site in use. Without a daemon, the token is forgotten, and the user reads what may be left. */
export async function signOutHere(token: JiraToken, daemon: Connected | undefined): Promise<void> {
  if (daemon) return signOut(token, daemon);
  await token.forget();
  void window.showInformationMessage(
    l10n.t(
      'The token is removed from this editor. The daemon is not connected. If another window is signed in to Jira, sign out there as well.',
    ),
  );
}

/** Signs out of any site. Without a daemon, the token is forgotten, and the next daemon does not get it. */
export async function signOutOf(
  site: string,
  token: JiraToken,
  daemon: Connected | undefined,
): Promise<void> {
  if (daemon && token.current?.site === site) await signOut(token, daemon);
  else await token.forget(site);
}
