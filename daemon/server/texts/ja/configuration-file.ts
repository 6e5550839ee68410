import type { Fault } from '../../../configuration/file/check.ts';
import { withoutFullStop } from '../parts.ts';
import type { ConfigurationFileTexts } from '../texts.ts';
import { expected } from './expected-value.ts';

export const configurationFile: ConfigurationFileTexts = {
  header: [
    'Guardrail の設定ファイルです。',
    '使うキーの行頭の # を削除してください。削除するまで、どの設定も使われません。',
    '値ごとに、環境変数と VS Code の設定がこのファイルより優先されます。',
    'トークンなどの秘密情報は書かないでください。「Guardrail: Jira にサインイン」を使います。',
  ],
  keys: {
    team: 'チーム: 組織単位 (OU) の名前または ID (ou-…)。下でアカウントを列挙する場合は任意の名前。',
    pollMinutes: 'ウィンドウを開いている間の更新間隔（分、1～1440）。省略時は 10。',
    regions: '読み込むリージョン。省略時は各アカウントで有効なリージョン。',
    accounts:
      'チームのアカウント。それぞれのプロファイルまたはロールで読み込みます。省略時は組織を通して読み込みます。',
    'accounts.id': 'アカウント ID（12 桁の数字を引用符で囲む）。',
    'accounts.name': '表示する名前。',
    'accounts.profile': '読み込みに使う AWS プロファイル。',
    'accounts.role': 'または、このアカウントで引き受けるロールの ARN。',
    'accounts.regions': '上の regions の代わりに、このアカウントで読み込むリージョン。',
    aws: 'AWS への接続方法。',
    'aws.profile': '読み込みに使う AWS プロファイル。省略時は AWS SDK の既定の場所から認証情報を探します。',
    'aws.region': '組織の Config アグリゲータがあるリージョン。',
    'aws.aggregator': 'Config アグリゲータの名前。省略時は最も広い範囲を集約しているもの。',
    jira: 'チームのチケットの場所。トークンはここに書かず、「Guardrail: Jira にサインイン」を使います。',
    'jira.site': 'Jira サイトのアドレス。Data Center ではコンテキストパスも含めます。',
    'jira.email': 'Atlassian アカウントのメールアドレス。Data Center では不要です。',
    'jira.project':
      "チームのプロジェクトのキー。'*' は全チームの guardrail ラベルの付いたチケットを表示します。",
    'jira.projects': 'または、複数のプロジェクトのキー。',
    'jira.jql': 'チーム独自の JQL の条件。プロジェクトも指定した場合は、両方を満たすチケットを読み込みます。',
    'jira.ticketPattern': 'Guardrail が認識しない形式のチケットを読み取る正規表現。',
    'jira.doneDays':
      '完了後、この日数を超えて更新のないチケットは読み込みません。0 または省略時はすべて読み込みます。',
    'jira.allowHttp':
      'TLS なしでトークンを送信してよい Data Center のホスト。ネットワーク上の誰でも読み取れます。',
    'jira.language': 'Guardrail が書き込むコメントの言語: en または ja。',
    'jira.statuses': 'サイトで使っているステータスの名前（状態ごと）。',
    'jira.statuses.todo': '開発者の対応を待つチケットのステータス。',
    'jira.statuses.review': 'レビューを待つチケットのステータス。',
    'jira.statuses.done': '完了したチケットのステータス。',
  },
  example: (value) => `例: ${value}`,
  fault: faultText,
  replaceBy: (key) => `${key} に置き換え`,
  notInUse: (source, value) =>
    source === 'environment'
      ? `使用されていません。環境変数の値: ${value}`
      : `使用されていません。VS Code の設定の値: ${value}`,
  changed: (changes) => `設定を保存しました。変更: ${changes.join('、')}。読み込んでいます…`,
  removed: (key) => `${key} を削除`,
  setTo: (key, value) => `${key}: ${value}`,
  accounts: (added, removed) =>
    `アカウント: ${[added > 0 && `${added} 個追加`, removed > 0 && `${removed} 個削除`].filter(Boolean).join('・') || '変更'}`,
  unusable:
    '設定を保存しましたが、エラーがあるため使用できません。以前の値を使い続けます。エラー表示のある行を修正してください。',
};

function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'not-yaml':
      return `YAML として読めません: ${withoutFullStop(fault.said)}`;
    case 'secret':
      return `秘密情報はこのファイルに書けません（キー "${fault.key}" はありません）。「Guardrail: Jira にサインイン」を実行するか、GUARDRAIL_JIRA_TOKEN を設定してください。`;
    case 'unknown-key': {
      const near = fault.near.length === 0 ? '' : `もしかして: ${fault.near.join('、')}`;
      return `ここにキー "${fault.key}" はありません。${near}`;
    }
    case 'value':
      return `${expected(fault.expected)}。`;
  }
}
