import { printable } from '../base/printable.ts';
import { Problem } from '../domain/problems/problem.ts';
import type { Difference } from './merge-window-settings.ts';

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

/** Open windows contradict each other: which value of each setting is in use, and which are not. */
export function settingsDiffer(differences: readonly Difference[]): Problem {
  const list = (sentence: (difference: { name: string; used: string; others: string[] }) => string) =>
    differences
      .map(({ name, used, others }) =>
        sentence({ name: `guardrail.${name}`, used: shown(used), others: others.slice(0, 3).map(shown) }),
      )
      .join('; ');
  return new Problem(
    'settings-differ',
    {
      en: `Open windows have different settings: ${list(({ name, used, others }) => `"${name}" is "${used}" in use, "${others.join('", "')}" in another window`)}.`,
      ja: `開いているウィンドウの設定が異なります: ${list(({ name, used, others }) => `"${name}" は "${used}" を使用中、別のウィンドウでは "${others.join('", "')}"`)}。`,
    },
    {
      en: 'Make the settings of these windows equal, or close one of them.',
      ja: '各ウィンドウの設定をそろえるか、いずれかを閉じてください。',
    },
  );
}

function shown(value: string): string {
  return printable(value).slice(0, 100);
}
