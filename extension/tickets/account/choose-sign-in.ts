import { l10n } from 'vscode';
import type { JiraInUse } from '#protocol/account.ts';
import { pickRow } from '../../tools/pick-row.ts';
import { type JiraSignIn, nameOfSignIn } from './jira-accounts.ts';
import type { JiraToken } from './jira-token.ts';
import { isDecided } from './project-source.ts';

/**
 * Lets a user who signed in to several sites choose one of them. Resolves to its sign-in, to `other` for another one, or to
 * `undefined` if the user leaves.
 */
export async function chooseSignIn(
  token: JiraToken,
  inUse: JiraInUse,
): Promise<JiraSignIn | 'other' | undefined> {
  if (token.all.length < 2 || isDecided(inUse.site) || isDecided(inUse.token)) return 'other';
  const current = token.current?.site;
  const rows = token.all.map((signIn) => ({
    label: nameOfSignIn(signIn),
    description: signIn.site === current ? l10n.t('in use') : '',
    signIn,
  }));
  const other = {
    label: l10n.t('Sign in to another site or account…'),
    description: '',
    signIn: 'other' as const,
  };
  const chosen = await pickRow([...rows, other], { title: l10n.t('Which Jira account do you want to use?') });
  return chosen?.signIn;
}
