import type { ProxyFault } from '../../../base/proxy-address.ts';
import type { ConfigurationProblems } from '../../../domain/problems/configuration.ts';
import { withoutFullStop } from '../parts.ts';
import type { ProblemTexts } from '../texts.ts';
import { expected } from './expected-value.ts';
import { restartInEnvironment } from './restart.ts';

export const configurationProblems: Pick<ProblemTexts, keyof ConfigurationProblems> = {
  'team-missing': () => ({
    what: 'チームが設定されていません。',
    next: 'エディターで「Guardrail: チームを選択…」を実行するか、GUARDRAIL_TEAM に OU 名を指定してください。',
  }),
  'jira-missing': () => ({
    what: 'Jira サイトが未設定のため、チケットは不明です。',
    next: '設定 "guardrail.jira.site" か GUARDRAIL_JIRA_SITE を指定してください。',
  }),
  'jira-signed-out': () => ({
    what: 'Jira にサインインしていないため、チケットを読み込めません。',
    next: '「Guardrail: Jira にサインイン」を実行するか、GUARDRAIL_JIRA_EMAIL と GUARDRAIL_JIRA_TOKEN を設定してください。',
  }),
  'jira-project-missing': () => ({
    what: 'Jira プロジェクトが未設定のため、チームの検出結果のチケットだけを表示しています。',
    next: '「Guardrail: Jira プロジェクトを選択…」を実行するか、GUARDRAIL_JIRA_PROJECT を設定してください（"*" はすべてのチームのチケット）。',
  }),
  'settings-differ': ({ differences }) => ({
    what: `開いているウィンドウの設定が異なります: ${differences
      .map(
        ({ name, used, others }) =>
          `"${name}" は "${used}" を使用中、別のウィンドウでは "${others.join('", "')}"`,
      )
      .join('; ')}。`,
    next: '各ウィンドウの設定をそろえるか、いずれかを閉じてください。',
  }),
  'proxy-unusable': ({ setting, fault }) => ({
    what: `${proxySetting(setting)} のプロキシを使用できません: ${proxyFault(fault)}。`,
    next: `${fault === 'script' ? 'スクリプトが選ぶプロキシを ' : ''}http://HOST:PORT または https://HOST:PORT の形で指定し${
      fault === 'malformed' ? '（ユーザー名とパスワードの記号は、# を %23 とするようにエンコード）' : ''
    }、${
      setting === 'http.proxy' ? '「Guardrail: デーモンを再起動」を実行してください。' : restartInEnvironment
    }`,
  }),
  'configuration-missing': ({ file }) => ({
    what: `設定ファイル ${file} を読み込めません。`,
    next: 'ファイルの有無と読み取り権限を確認してください。',
  }),
  'configuration-not-added': ({ file }) => ({
    what: `${file} にエラーがあるか、すでにアカウントが書かれているか、末尾に追加できない書式のため、アカウントを追加しませんでした。`,
    next: 'ファイルを開いて追加してください。',
  }),
  'configuration-invalid': (facts) => ({
    what: `設定ファイル ${facts.file} を使用できません: ${
      facts.reason === 'not-yaml'
        ? `YAML として読めません ("${withoutFullStop(facts.said)}")`
        : `${facts.key || '(top)'}: ${expected(facts)}`
    }。`,
    next: '修正してから更新してください。使えるキーは docs/configuration.md にあります。',
  }),
};

function proxySetting(setting: string): string {
  return setting === 'http.proxy' ? 'エディターの設定 "http.proxy"' : setting;
}

function proxyFault(fault: ProxyFault): string {
  switch (fault) {
    case 'no-scheme':
      return 'アドレスが http:// または https:// で始まっていません';
    case 'socks':
      return 'SOCKS プロキシには対応していません';
    case 'script':
      return 'PAC スクリプトには対応していません';
    case 'other-scheme':
      return '対応しているのは http:// と https:// のプロキシだけです';
    case 'malformed':
      return 'アドレスが正しい URL ではありません';
  }
}
