import { l10n } from 'vscode';

/** Names each problem in a few words, so that they and the action fit into a narrow side bar. */
const headlines: Readonly<Record<string, () => string>> = {
  'configuration-invalid': () => l10n.t('Configuration file is invalid'),
  'configuration-missing': () => l10n.t('Configuration file cannot be read'),
  'team-missing': () => l10n.t('No team'),
  'team-unknown': () => l10n.t('Team not found'),
  'team-ambiguous': () => l10n.t('Several teams with this name'),
  'team-empty': () => l10n.t('Team has no accounts'),
  'settings-differ': () => l10n.t('Windows have different settings'),
  'proxy-unusable': () => l10n.t('Proxy address cannot be used'),
  'jira-missing': () => l10n.t('No Jira site'),
  'jira-signed-out': () => l10n.t('Not signed in to Jira'),
  'jira-token-refused': () => l10n.t('Jira token refused'),
  'jira-email-missing': () => l10n.t('Jira needs an e-mail address'),
  'jira-scope-missing': () => l10n.t('Jira token lacks a scope'),
  'jira-basic-disabled': () => l10n.t('Jira needs a token'),
  'jira-token-expires': () => l10n.t('Jira token ends soon'),
  'jira-too-old': () => l10n.t('Jira version is too old'),
  'jira-access-denied': () => l10n.t('Jira access denied'),
  'jira-site-invalid': () => l10n.t('Jira site is invalid'),
  'jira-refused': () => l10n.t('Jira refused the request'),
  'jira-unreachable': () => l10n.t('Jira does not answer'),
  'jira-throttled': () => l10n.t('Jira limits requests'),
  'jira-failed': () => l10n.t('Jira failed'),
  'jira-captcha': () => l10n.t('Jira asks for a CAPTCHA'),
  'jira-tls-failed': () => l10n.t('Jira certificate not trusted'),
  'jira-proxy-refused': () => l10n.t('Proxy asks for a sign-in'),
  'jira-project-missing': () => l10n.t('No Jira project'),
  'jira-too-many-tickets': () => l10n.t('Too many tickets'),
  'jira-tickets-not-listed': () => l10n.t('Jira does not list known tickets'),
  'jira-unexpected': () => l10n.t('Unexpected response from Jira'),
  'aws-session-expired': () => l10n.t('AWS session expired'),
  'aws-credentials-missing': () => l10n.t('No AWS credentials'),
  'aws-credentials-refused': () => l10n.t('AWS credentials refused'),
  'aws-credentials-failed': () => l10n.t('No AWS credentials'),
  'aws-credentials-late': () => l10n.t('No AWS credentials'),
  'aws-credential-process-failed': () => l10n.t('credential_process failed'),
  'aws-profile-missing': () => l10n.t('AWS profile not found'),
  'aws-profile-circle': () => l10n.t('AWS profiles refer to each other'),
  'aws-mfa-needed': () => l10n.t('AWS profile needs MFA'),
  'aws-sso-incomplete': () => l10n.t('AWS SSO settings incomplete'),
  'aws-clock-skewed': () => l10n.t('Clock is wrong'),
  'aws-proxy-refused': () => l10n.t('Proxy asks for a sign-in'),
  'aws-answer-foreign': () => l10n.t('Response is not from AWS'),
  'aws-timeout': () => l10n.t('AWS does not answer'),
  'aws-access-denied': () => l10n.t('AWS access denied'),
  'aws-wrong-account': () => l10n.t('Wrong AWS account'),
  'aws-region-missing': () => l10n.t('No AWS region'),
  'aws-endpoint-invalid': () => l10n.t('AWS endpoint is invalid'),
  'aws-unreachable': () => l10n.t('AWS does not answer'),
  'aws-throttled': () => l10n.t('AWS limits requests'),
  'aws-failed': () => l10n.t('AWS failed'),
  'organization-absent': () => l10n.t('No AWS organization'),
  'aggregator-missing': () => l10n.t('No Config aggregator'),
  'recorder-off': () => l10n.t('Config does not record'),
  'recorder-new': () => l10n.t('Config has recorded nothing yet'),
  'recorder-failing': () => l10n.t('Config fails to record'),
  'recorder-unknown': () => l10n.t('Config may not record'),
  'config-rows-unreadable': () => l10n.t('Config findings unreadable'),
  'aggregator-outdated': () => l10n.t('Aggregator is out of date'),
  'aggregator-failed': () => l10n.t('Aggregator failed'),
  'aggregator-without-account': () => l10n.t('Account not in the aggregator'),
  'aggregator-without-region': () => l10n.t('Region not in the aggregator'),
  'guardduty-rows-unreadable': () => l10n.t('GuardDuty findings unreadable'),
  'guardduty-suspended': () => l10n.t('GuardDuty is suspended'),
  'guardduty-not-member': () => l10n.t('Not a member of GuardDuty'),
  'sync-too-long': () => l10n.t('Refresh took too long'),
  'pass-failed': () => l10n.t('Refresh failed'),
};

/** Returns a problem's headline; without one, `otherwise`, which is the name of its source if it is not given. */
export function headlineOf(code: string, otherwise = sourceOf(code)): string {
  return Object.hasOwn(headlines, code) ? (headlines[code]?.() ?? otherwise) : otherwise;
}

/** Names that are the same in every language. */
export function sourceOf(code: string): string {
  if (code.startsWith('jira-')) return 'Jira';
  return code.startsWith('aws-') ? 'AWS' : 'Guardrail';
}
