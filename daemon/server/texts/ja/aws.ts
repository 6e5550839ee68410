import type { AwsNotes, AwsProblems } from '../../../domain/problems/aws.ts';
import { code, http, inBrackets, megabytes, permissions, withoutFullStop } from '../parts.ts';
import type { NoteTexts, ProblemTexts } from '../texts.ts';
import { restartInEnvironment } from './restart.ts';
import { retry as retries } from './retry.ts';

const listRegions = '常に除外するには、設定の `regions` に読み込むリージョンを列挙してください。';
const mayBeMissing = 'ここの検出結果が欠けている可能性があります。';

export const awsProblems: Pick<ProblemTexts, keyof AwsProblems> = {
  'aws-answer-foreign': ({ host, status, isPage, ...whose }, retry) => ({
    what: isPage
      ? `${host} の応答の代わりに Web ページ (HTTP ${status}) が返されました${inBrackets(whose)}。`
      : `${host} の応答 (HTTP ${status}) が AWS のものではありません${inBrackets(whose)}。`,
    next:
      status >= 500
        ? `プロキシまたは AWS で一時的な障害が起きています。${retry.nextSync}続く場合はプロキシ (HTTPS_PROXY) を確認してください。`
        : 'サインインが必要なネットワークの場合は、ブラウザーでサインインしてください。それ以外の場合は、プロキシ (HTTPS_PROXY) と AWS のエンドポイントを確認してください。',
  }),
  'aws-answer-unreadable': ({ call, status, ...whose }, retry) => ({
    what: `${call} の応答を読み取れません${http(status)}${inBrackets(whose)}。`,
    next: `${retry.nextSync}続く場合は、プロキシが AWS の応答を書き換えていないか確認してください。`,
  }),
  'aws-answer-too-long': ({ host, maxBytes, ...whose }) => ({
    what: `${host} の応答が ${megabytes(maxBytes)} MB を超えるため、読み込みを中止しました${inBrackets(whose)}。`,
    next: `プロキシと AWS のエンドポイントを確認してください。${mayBeMissing}`,
  }),
  'aws-timeout': ({ host, ...whose }, retry) => ({
    what: `${host} の応答が時間内に完了しませんでした${inBrackets(whose)}。`,
    next: `${retry.nextSync}続く場合は、ネットワークとプロキシ (HTTPS_PROXY) を確認してください。`,
  }),
  'aws-proxy-refused': ({ host }) => ({
    what: `プロキシが ${host} への接続にユーザー名とパスワードを求めています (HTTP 407)。`,
    next: `HTTPS_PROXY に http://ユーザー:パスワード@ホスト:ポート か、管理者に確認した認証不要のプロキシを設定し、${restartInEnvironment}`,
  }),
  'aws-unreachable': ({ host, errorCode, reason }) =>
    reason === 'certificate'
      ? {
          what: `${host} の証明書を信頼できません (${errorCode})。`,
          next: `プロキシが TLS を検査している場合は、NODE_EXTRA_CA_CERTS に社内ルート証明書のファイル（AWS_CA_BUNDLE と同じもの）を設定し、${restartInEnvironment}`,
        }
      : {
          what: `${host} に接続できません (${errorCode})。`,
          next: 'ネットワーク、プロキシ (HTTPS_PROXY)、AWS のエンドポイントを確認してください。',
        },
  'aws-clock-skewed': (_, retry) => ({
    what: 'このマシンの時刻が AWS の時刻と大きくずれています。',
    next: `時刻を合わせるか、時刻の同期を有効にして（WSL では \`sudo hwclock -s\`）、${retry.syncAgain}`,
  }),
  'aws-listing-endless': (facts) => ({
    what: `AWS の一覧が終わりません: ${endless(facts)}。`,
    next: `読み込んだ内容は表示されますが、${mayBeMissing}プロキシが AWS の代わりに応答していないか確認してください。`,
  }),
  'aws-session-expired': ({ profile, account, command }, retry) => {
    const owner = profile ?? account;
    return {
      what:
        command && profile
          ? `プロファイル ${profile} で AWS にサインインしていないか、セッションの有効期限が切れています。`
          : `${owner ? `${owner} の ` : ''}AWS セッションの有効期限が切れています。`,
      next: profile
        ? `\`aws ${command ?? 'sso login'} --profile ${profile}\` を実行してから、${retry.syncAgain}`
        : `再度サインイン (\`aws sso login\`) するか環境変数の認証情報を更新してから、${retry.syncAgain}`,
    };
  },
  'aws-credentials-missing': ({ profile, account, isEmpty }) =>
    isEmpty && profile
      ? {
          what: `プロファイル ${profile} に認証情報も取得方法も設定されていません。`,
          next: `\`aws configure sso --profile ${profile}\` で設定するか、別のプロファイルを選んでください。`,
        }
      : {
          what: profile
            ? `プロファイル ${profile} の AWS 認証情報が見つかりません。`
            : account
              ? `アカウント ${account} の AWS 認証情報が見つかりません。`
              : '環境変数、AWS の設定ファイル、このマシンのいずれにも AWS 認証情報が見つかりません。',
          next: 'AWS 設定のプロファイルを選ぶか、`aws configure sso` で作成してください。',
        },
  'aws-credentials-refused': ({ profile, account, region }) => ({
    what: `AWS が認証情報を受け付けません${inBrackets({ account: profile ?? account, region })}。`,
    next: region
      ? `再度サインインしてください。ほかのリージョンで成功する場合、${region} はこのアカウントで有効ではありません。\`regions\` から外してください。`
      : '再度サインインするか、別のプロファイルを選んでください。',
  }),
  'aws-credentials-failed': ({ profile, message }) => ({
    what: `${profile ? `プロファイル ${profile} で ` : ''}AWS 認証情報を取得できませんでした: ${withoutFullStop(message)}。`,
    next: '`aws sts get-caller-identity` でプロファイルを確認するか、別のプロファイルを選んでください。',
  }),
  'aws-credentials-late': ({ maxSeconds }) => ({
    what: `AWS 認証情報を ${maxSeconds} 秒以内に取得できませんでした。`,
    next: 'AWS プロファイルのプログラム (credential_process) が入力を待っている場合は、ターミナルで実行してください。それ以外の場合はネットワークを確認してください。',
  }),
  'aws-credential-process-failed': ({ profile, message }, retry) => ({
    what: `AWS プロファイル ${profile} の credential_process が失敗しました${message === '' ? '（メッセージなし）' : `: ${withoutFullStop(message)}`}。`,
    next: `ターミナルで \`aws sts get-caller-identity --profile ${profile}\` を実行し、報告された問題を解消してから、${retry.syncAgain}`,
  }),
  'aws-access-denied': (facts) =>
    'unassignedProfile' in facts
      ? {
          what: `AWS IAM Identity Center で、プロファイル ${facts.unassignedProfile} のアカウントとロールが割り当てられていません (HTTP 403)。`,
          next: `${facts.unassignedProfile} の sso_account_id と sso_role_name を確認するか、管理者に許可セットの割り当てを依頼してください。`,
        }
      : {
          what: `AWS が ${facts.permission} を拒否しました${inBrackets(facts)}。`,
          next:
            facts.caller === undefined
              ? `管理者に権限 ${facts.permission} を依頼してください。`
              : `この認証情報のアカウント (${facts.caller}) では組織を読み込めません。代わりに Guardrail の config.yaml にチームのアカウントを列挙してください（ほかのアカウントには \`profile\` または \`role\` を指定）: accounts: [{id: '${facts.caller}'}]`,
        },
  'aws-throttled': ({ service, ...whose }, retry) => ({
    what: `AWS が ${service} の呼び出し頻度を制限しており、再試行しても解消しませんでした${inBrackets(whose)}。`,
    next: `数分お待ちください。${retry.nextSync}`,
  }),
  'aws-failed': (facts, retry) =>
    'host' in facts
      ? { what: `${facts.host} でエラーが発生しました (HTTP ${facts.status})。`, next: retry.nextSync }
      : {
          what: `${facts.call} が失敗しました${inBrackets(facts)}${http(facts.status)}: ${facts.errorCode}: ${withoutFullStop(facts.message)}。`,
          next: `${retry.nextSync}呼び出しの詳細はログにあります。`,
        },
  'aws-region-missing': () => ({
    what: 'AWS のリージョンが設定されていません。',
    next: 'AWS_REGION または設定の `aws.region` に、Config アグリゲータのリージョンを指定してください。',
  }),
  'aws-endpoint-invalid': () => ({
    what: 'AWS のエンドポイントが https:// のアドレスではありません（http:// はこのマシン上でのみ使用できます）。',
    next: 'AWS_ENDPOINT_URL またはエンドポイントの設定を修正するか、削除してください。',
  }),
  'aws-profile-missing': ({ profile, wantedBy, near }) => ({
    what:
      wantedBy === undefined
        ? `AWS 設定にプロファイル「${profile}」がありません。`
        : `プロファイル ${wantedBy} の source_profile「${profile}」が AWS 設定にありません。`,
    next: `${didYouMean(near)}別のプロファイルを選ぶか、\`aws configure sso\` で作成してください。`,
  }),
  'aws-profile-circle': ({ profiles }) => ({
    what: `AWS プロファイルの source_profile が循環しています: ${profiles.join(' → ')}。`,
    next: 'いずれかの `source_profile` に、認証情報を持つプロファイルを指定してください。',
  }),
  'aws-mfa-needed': ({ profile }) => ({
    what: `プロファイル ${profile} には MFA デバイスのコード (mfa_serial) が必要ですが、Guardrail からは入力できません。`,
    next: '`aws sso login` でサインインするプロファイルか、コードを使って取得した一時的な認証情報（`aws sts get-session-token`、または `credential_process` に設定した aws-vault などのツール）を持つプロファイルを選んでください。',
  }),
  'aws-sso-incomplete': (facts) =>
    'session' in facts
      ? {
          what: `プロファイル ${facts.profile} の sso_session「${facts.session}」に対応する [sso-session ${facts.session}] が AWS 設定にありません。`,
          next: `\`aws configure sso-session\` でセクションを追加し、\`aws sso login --profile ${facts.profile}\` を実行してください。`,
        }
      : {
          what: `プロファイル ${facts.profile} の SSO 設定に ${facts.keys.join('、')} がありません。`,
          next: `\`aws configure sso --profile ${facts.profile}\` で設定してください。`,
        },
  'aws-wrong-account': ({ account, profile, caller }) => ({
    what: `${profile ? `プロファイル ${profile} の` : ''}認証情報はアカウント ${account} ではなく ${caller} のものです。`,
    next: '設定の `accounts` で、このアカウントに対応する `profile` または `role` を指定してください。',
  }),
  'aggregator-missing': ({ region, name }) => ({
    what:
      name === undefined
        ? `${region} に、この認証情報で参照できる Config アグリゲータがありません。`
        : `${region} に Config アグリゲータ「${name}」がありません。`,
    next: 'リージョン (AWS_REGION) と `aws.aggregator` を組織のものに設定するか、チームの `accounts` を列挙してください。',
  }),
  'team-unknown': ({ team, near }) => ({
    what: `組織に組織単位 (OU)「${team}」がありません。`,
    next:
      near.length > 0
        ? `${didYouMean(near)}\`team\` (GUARDRAIL_TEAM) に OU の名前または ID を設定してください。`
        : '`team` (GUARDRAIL_TEAM) に、AWS Organizations に表示される OU の名前または ID を設定してください。',
  }),
  'team-ambiguous': ({ team, ids }) => ({
    what: `組織に「${team}」という名前の組織単位 (OU) が ${ids.length} 個あります。`,
    next: `\`team\` (GUARDRAIL_TEAM) に次のいずれかの ID を設定してください: ${ids.join('、')}。`,
  }),
  'team-empty': ({ team }) => ({
    what: `組織単位 (OU)「${team}」の下に有効なアカウントがありません。`,
    next: 'AWS Organizations でこの OU を確認してください。',
  }),
  'organization-absent': () => ({
    what: 'この認証情報のアカウントは組織に属していません。',
    next: 'エディターで「Guardrail: アカウントを選択…」を実行するか、設定の `accounts` にチームのアカウントを列挙してください。',
  }),
};

export const awsNotes: Pick<NoteTexts, keyof AwsNotes> = {
  'aws-region-off': () =>
    `このリージョンはアカウントで有効になっていないため、読み込みません。${listRegions}`,
  'aws-denied-by-policy': ({ permission }) =>
    `組織のポリシー (SCP) が ${permission} を拒否しているため、読み込みません。${listRegions}`,
  'aws-denied-by-policy-everywhere': ({ permission }) =>
    `組織のポリシー (SCP) が、読み込み対象のすべてのリージョンで ${permission} を拒否しています。組織の管理者に依頼するか、設定の \`regions\` に別のリージョンを列挙してください。`,
  'aws-regions-unknown': ({ region, reason }, say) =>
    `${region} だけを読み込みました。アカウントで有効なリージョンが不明です。設定の \`regions\` に読み込むリージョンを列挙してください。（${say(reason)}）`,
  'config-rows-unreadable': () =>
    `AWS Config の応答に、欠けている行または想定外の形式の行があります。${mayBeMissing}${retries.background.nextSync}`,
  'config-read-by-rule': ({ accounts }) =>
    `${accounts.join('、')} では Config が AWS::Config::ResourceCompliance を記録していないため、検出結果をルールごとに読み込みました（呼び出し回数が増えます）。減らすには、レコーダーの対象にこのタイプを追加してください。`,
  'recorder-off': () =>
    'ここでは AWS Config が記録していないため、新しい検出ができません。レコーダーを有効にするか、このリージョンを `regions` から外してください。',
  'recorder-new': () =>
    'AWS Config のレコーダーは開始されましたが、まだ何も記録していません。数分後にもう一度同期してください。',
  'recorder-failing': ({ errorCode }) =>
    `ここで AWS Config のレコーダーが失敗しています${code(errorCode)}。検出結果が古い可能性があります。ロールと配信チャネルを確認してください。`,
  'recorder-unknown': ({ reason }, say) => `ここで AWS Config が記録しているか不明です: ${say(reason)}`,
  'recorder-excludes': ({ types }) =>
    `AWS Config は一部のリソースタイプ (${someOf(types)}) を記録していません。それらのルールは何も検出しません。必要な場合は、レコーダーの対象に追加してください。`,
  'recorder-limited': ({ typeCount }) =>
    `AWS Config は ${typeCount} 種類のリソースタイプだけを記録しています。それ以外のルールは何も検出しません。必要な場合は、そのリソースタイプをレコーダーの対象に追加してください。`,
  'aggregator-outdated': ({ errorCode }) =>
    `Config アグリゲータのデータが古くなっています${code(errorCode)}。検出結果が変わっている可能性があります。このアカウントとリージョンで Config が記録中か確認してください。`,
  'aggregator-failed': ({ errorCode }) =>
    `Config アグリゲータがここからデータを収集できませんでした${code(errorCode)}。Config が有効で、アグリゲータが承認されているか確認してください。`,
  'aggregator-without-account': () =>
    'Config アグリゲータにこのアカウントが含まれていません。新しいアカウントは反映に最大 2 時間かかります。それ以外の場合はアグリゲータを確認してください。',
  'aggregator-without-region': () =>
    'Config アグリゲータはこのリージョンからデータを収集していません。アグリゲータにリージョンを追加するか、設定の `regions` から外してください。',
  'guardduty-rows-unreadable': () =>
    `GuardDuty が一覧に示した検出結果の一部を取得できないか、想定外の形式でした。${mayBeMissing}${retries.background.nextSync}`,
  'guardduty-suspended': () =>
    'ここでは GuardDuty が一時停止中のため、新しい検出がありません。再開するか、このリージョンを `regions` から外してください。',
  'guardduty-off': () =>
    'ここでは GuardDuty が有効になっていないため、検出結果はありません。有効にするか、このリージョンを `regions` から外してください。',
  'guardduty-administrator-off': ({ caller }) =>
    `このリージョンでは ${caller} の GuardDuty が有効になっていないため、メンバーの状況は不明です。有効にするか、GuardDuty の委任管理者の認証情報を使用してください。`,
  'guardduty-administrator-off-everywhere': ({ caller }) =>
    `読み込み対象のどのリージョンでも ${caller} の GuardDuty が有効になっていないため、このアカウントの状況は不明です。GuardDuty の委任管理者の認証情報を使用してください。`,
  'guardduty-not-member': ({ caller }) =>
    `${caller} の GuardDuty にはこのアカウントの検出結果がありません（メンバーではありません）。GuardDuty の委任管理者の認証情報を使用し、このアカウントをメンバーに追加してください。`,
  'templates-denied': ({ operations, accounts }) =>
    `${accounts.join('、')} では AWS が ${permissions(operations)} を拒否しているため、スタックがこのワークスペースのテンプレートからデプロイされたかどうかを確認できません。管理者に権限を依頼するか、テンプレートがどのスタックとしてデプロイされるかを .guardrail.yaml に書いてください。`,
};

function didYouMean(near: readonly string[]): string {
  return near.length > 0 ? `次の名前ではありませんか: ${near.join('、')}。` : '';
}

function someOf(names: readonly string[]): string {
  return names.slice(0, 3).join('、') + (names.length > 3 ? '、…' : '');
}

function endless(facts: AwsProblems['aws-listing-endless']): string {
  switch (facts.reason) {
    case 'token-repeated':
      return '次のページのトークンが繰り返されています';
    case 'token-too-long':
      return '次のページのトークンが長すぎます';
    default:
      return `${facts.max} ${facts.reason === 'pages' ? 'ページ' : '行'}を超えています`;
  }
}
