import { l10n } from 'vscode';

/** A command of this extension that fixes a problem, or leads to its cause. */
export interface Remedy {
  readonly command: string;
  readonly title: string;
}

type Action = keyof typeof actions;

const actions = {
  signIn: () => ({ command: 'guardrail.signIn', title: l10n.t('Sign In') }),
  chooseProject: () => ({ command: 'guardrail.chooseJiraProject', title: l10n.t('Choose Jira Project') }),
  openJira: () => ({ command: 'guardrail.openJira', title: l10n.t('Open Jira') }),
  openSettings: () => ({ command: 'guardrail.openSettings', title: l10n.t('Open Settings') }),
  openConfiguration: () => ({ command: 'guardrail.openConfiguration', title: l10n.t('Open File') }),
  chooseTeam: () => ({ command: 'guardrail.chooseTeam', title: l10n.t('Choose Team…') }),
  chooseAccounts: () => ({ command: 'guardrail.chooseAccounts', title: l10n.t('Choose Accounts…') }),
  chooseRegion: () => ({ command: 'guardrail.chooseRegion', title: l10n.t('Choose Region…') }),
  pickProfile: () => ({ command: 'guardrail.pickProfile', title: l10n.t('Pick Profile') }),
  refresh: () => ({ command: 'guardrail.sync', title: l10n.t('Refresh') }),
  coverage: () => ({ command: 'guardrail.coverage', title: l10n.t('Show Details') }),
  restart: () => ({ command: 'guardrail.restartDaemon', title: l10n.t('Restart Daemon') }),
  showLog: () => ({ command: 'guardrail.showLog', title: l10n.t('Show Log') }),
};

const byCode: Readonly<Record<string, Action>> = {
  'configuration-invalid': 'openConfiguration',
  'configuration-missing': 'openConfiguration',
  'configuration-not-added': 'openConfiguration',
  'team-missing': 'chooseTeam',
  'team-unknown': 'chooseTeam',
  'team-ambiguous': 'chooseTeam',
  'team-empty': 'chooseTeam',
  'settings-differ': 'openSettings',
  'proxy-unusable': 'restart',
  'jira-missing': 'signIn',
  'jira-signed-out': 'signIn',
  'jira-token-refused': 'signIn',
  'jira-email-missing': 'signIn',
  'jira-scope-missing': 'signIn',
  'jira-basic-disabled': 'signIn',
  'jira-token-expires': 'signIn',
  'jira-too-old': 'openJira',
  'jira-access-denied': 'signIn',
  'jira-site-invalid': 'openSettings',
  'jira-refused': 'openSettings',
  'jira-captcha': 'openJira',
  'jira-project-missing': 'chooseProject',
  'jira-too-many-tickets': 'chooseProject',
  'jira-tickets-not-listed': 'chooseProject',
  'aws-session-expired': 'pickProfile',
  'aws-credentials-missing': 'pickProfile',
  'aws-credentials-refused': 'pickProfile',
  'aws-credentials-failed': 'pickProfile',
  'aws-credential-process-failed': 'pickProfile',
  'aws-profile-missing': 'pickProfile',
  'aws-profile-circle': 'pickProfile',
  'aws-mfa-needed': 'pickProfile',
  'aws-sso-incomplete': 'pickProfile',
  'aws-wrong-account': 'pickProfile',
  'aws-region-missing': 'chooseRegion',
  'aws-endpoint-invalid': 'openSettings',
  'organization-absent': 'chooseAccounts',
  'aggregator-missing': 'chooseRegion',
};

/** Returns the command that fixes the problem; `undefined` if waiting or another program does. */
export function remedyOf(code: string | undefined): Remedy | undefined {
  const action = code === undefined ? undefined : byCode[code];
  return action && actions[action]();
}

/** Returns a command for a problem that stays on the screen: its remedy, else a new attempt, else the log. */
export function actionFor(code: string): Remedy {
  const again = /^(jira|aws|sync)-/.test(code) ? actions.refresh() : actions.showLog();
  return remedyOf(code) ?? again;
}

export const remedies: Readonly<Record<Action, () => Remedy>> = actions;
