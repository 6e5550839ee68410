import { Problem } from '../base/problem.ts';

/** What a fresh installation lacks, and where to put it. */
export function teamMissing(): Problem {
  return new Problem(
    'team-missing',
    { en: 'No team is configured.', ja: 'チームが設定されていません。' },
    {
      en: 'Name your OU in the setting "guardrail.team" or in GUARDRAIL_TEAM.',
      ja: '設定 "guardrail.team" か GUARDRAIL_TEAM に OU 名を指定してください。',
    },
  );
}

export function jiraMissing(): Problem {
  return new Problem(
    'jira-missing',
    {
      en: 'No Jira site is configured, so tickets are unknown.',
      ja: 'Jira サイトが未設定のため、チケットは不明です。',
    },
    {
      en: 'Set "guardrail.jira.site" or GUARDRAIL_JIRA_SITE.',
      ja: '設定 "guardrail.jira.site" か GUARDRAIL_JIRA_SITE を指定してください。',
    },
  );
}

export function jiraSignedOut(): Problem {
  return new Problem(
    'jira-signed-out',
    {
      en: 'Nobody is signed in to Jira, so tickets are not read.',
      ja: 'Jira にサインインしていないため、チケットを読み込めません。',
    },
    {
      en: 'Run "Guardrail: Sign In to Jira", or set GUARDRAIL_JIRA_EMAIL and GUARDRAIL_JIRA_TOKEN.',
      ja: '「Guardrail: Jira にサインイン」を実行するか、GUARDRAIL_JIRA_EMAIL と GUARDRAIL_JIRA_TOKEN を設定してください。',
    },
  );
}
