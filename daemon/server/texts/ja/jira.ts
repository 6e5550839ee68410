import type { JiraProblems } from '../../../domain/problems/jira.ts';
import { megabytes, withoutFullStop } from '../parts.ts';
import type { ProblemText, ProblemTexts } from '../texts.ts';
import { restartInEnvironment } from './restart.ts';

const checkSite = '設定 "guardrail.jira.site" または GUARDRAIL_JIRA_SITE を確認してください。';
const checkProxy =
  'プロキシが代わりに応答していないか確認し、問題がなければこのメッセージを報告してください。';
const trustAuthority = `環境変数 NODE_EXTRA_CA_CERTS にその認証局の証明書ファイルを指定し、${restartInEnvironment}`;

export const jiraProblems: Pick<ProblemTexts, keyof JiraProblems> = {
  'jira-site-invalid': (facts) => {
    switch (facts.reason) {
      case 'not-an-address':
        return {
          what: `Jira サイト "${facts.site}" は、トークンを送信できるアドレスではありません。`,
          next: 'https://your-team.atlassian.net、または Data Center の場合は https://jira.example.com/jira の形で指定してください。',
        };
      case 'http':
        return {
          what: `Jira サイト "${facts.site}" は http のため、トークンを安全に送信できません。`,
          next: `https で指定してください。http しか使えず、ネットワークを信頼できる場合は、設定 "guardrail.jira.allowHttp" または設定ファイルの "jira.allowHttp" に "${facts.host}" を追加してください。`,
        };
      case 'not-jira':
        return { what: `${facts.site} は Jira として応答しません。`, next: checkSite };
      case 'redirects':
        return { what: `${facts.site} は ${facts.location} へ転送されます。`, next: checkSite };
    }
  },
  'jira-site-unavailable': ({ site, status }, retry) => ({
    what: `${site} を利用できません。Jira 自身の応答ではない HTTP ${status} が返されました。`,
    next: `サイトの名前が変わった場合は設定 "guardrail.jira.site" を変更してください。それ以外の場合はしばらくお待ちください。${retry.later}`,
  }),
  'jira-token-refused': ({ site, kind }) =>
    kind === 'data-center'
      ? {
          what: `${site} (Jira Data Center) が Jira のトークンを受け付けませんでした。誤り、取り消し、期限切れのいずれかです。`,
          next: 'サイトのプロフィールで個人用アクセストークンを作成し、「Guardrail: Jira にサインイン」を実行するか、GUARDRAIL_JIRA_TOKEN を設定してください。Atlassian アカウントの API トークンは使えません。',
        }
      : {
          what: `${site} が Jira のトークンを受け付けませんでした。誤り、取り消し、期限切れ、またはメールアドレスの不一致です。`,
          next: '新しいトークンで「Guardrail: Jira にサインイン」を実行するか、GUARDRAIL_JIRA_EMAIL と GUARDRAIL_JIRA_TOKEN を設定してください。',
        },
  'jira-email-missing': ({ site }) => ({
    what: `${site} は Jira Cloud のため、トークンに加えてアカウントのメールアドレスが必要です。`,
    next: '「Guardrail: Jira にサインイン」を実行するか、設定 "guardrail.jira.email" または GUARDRAIL_JIRA_EMAIL を設定してください。',
  }),
  'jira-scope-missing': ({ site }) => ({
    what: `${site} の Jira トークンに、必要なスコープがありません。`,
    next: 'スコープ read:jira-work、write:jira-work、read:jira-user を付けたトークンを作成し、「Guardrail: Jira にサインイン」を実行してください。',
  }),
  'jira-basic-disabled': ({ site }) => ({
    what: `${site} は、ユーザー名とパスワードによる認証を受け付けません。`,
    next: 'サイトのプロフィールで個人用アクセストークン（Jira Cloud では API トークン）を作成し、「Guardrail: Jira にサインイン」を実行してください。',
  }),
  'jira-too-old': ({ site, version }) => ({
    what: `${site} は Jira Data Center ${version} です。Guardrail は 10.3 以降に対応しています。`,
    next: '管理者に更新を依頼してください。それまでは一部の操作に失敗する可能性があります。',
  }),
  'jira-token-expires': ({ site, date, name }) => ({
    what: `${site} の Jira トークン${name === undefined ? '' : ` "${name}" `}の期限は ${date} です。`,
    next: 'サイトのプロフィールで新しいトークンを作成し、「Guardrail: Jira にサインイン」を実行するか、GUARDRAIL_JIRA_TOKEN を設定してください。',
  }),
  'jira-captcha': ({ site }, retry) => ({
    what: `${site} は、CAPTCHA に回答するまでトークンを受け付けません。`,
    next: `ブラウザーで ${site} にサインインして CAPTCHA に回答してから、${retry.refresh}トークン自体は正しい可能性があります。`,
  }),
  'jira-access-denied': ({ site, ticket, said }) => ({
    what:
      ticket === undefined
        ? `このアカウントには ${site} のチケットを読む権限がありません${quoted(said)}。`
        : `このアカウントには ${ticket} に対するこの操作の権限がありません${quoted(said)}。`,
    next: 'Jira プロジェクトの管理者に権限を依頼するか、別のアカウントでサインインしてください。',
  }),
  'jira-unreachable': ({ site, reason }, retry) => ({
    what: `${site} から応答がありません (${reason})。`,
    next: `ネットワーク、プロキシ、設定 "guardrail.jira.site" を確認してください。${retry.later}`,
  }),
  'jira-throttled': ({ site }, retry) => ({
    what: `${site} のリクエスト制限に達しました。`,
    next: `数分お待ちください。${retry.later}`,
  }),
  'jira-failed': ({ site, status }, retry) => ({
    what: `${site} でエラーが発生しました (HTTP ${status})。`,
    next: `しばらくお待ちください。${retry.later}`,
  }),
  'jira-refused': ({ ticket, said }) =>
    ticket === undefined
      ? {
          what: `Jira がチケットの一覧取得を拒否しました${quoted(said)}。`,
          next: '設定 "guardrail.jira.project" または GUARDRAIL_JIRA_PROJECT を確認してください。',
        }
      : {
          what: `Jira が ${ticket} の変更を拒否しました${quoted(said)}。`,
          next: `Jira で ${ticket} を開いて操作してください。`,
        },
  'jira-jql-refused': ({ said }) => ({
    what: `設定された JQL を Jira が受け付けませんでした${quoted(said)}。`,
    next: '設定ファイルの "jira.jql" を修正してください。読み込み済みのチケットはそのまま残ります。',
  }),
  'jira-unexpected': (facts, retry) => {
    switch (facts.reason) {
      case 'form':
        return { what: `${facts.site} の応答が想定外の形式です (${facts.where})。`, next: checkProxy };
      case 'page':
        return {
          what: `${facts.site} の応答の代わりに Web ページが返されました（ネットワークのサインインページやプロキシの通知など）。`,
          next: `ブラウザーで ${facts.site} を開き、ネットワークへのサインインが求められたらサインインしてから、${retry.refresh}`,
        };
      case 'too-large':
        return {
          what: `${facts.site} の応答が ${megabytes(facts.maxBytes)} MB を超えたため、最後まで読み込みませんでした。`,
          next: checkProxy,
        };
    }
  },
  'jira-too-many-tickets': ({ site, maxTickets }) => ({
    what: `${site} のチケットが、Guardrail の読み込み上限（${maxTickets.toLocaleString('ja')} 件）を超えています。`,
    next: '設定 "guardrail.jira.project" または GUARDRAIL_JIRA_PROJECT に、チームのプロジェクトを指定するか、設定ファイルの "jira.doneDays" で古い完了チケットを除外してください。',
  }),
  'ticket-unknown': ({ ticket, site }) => ({
    what: `${site} にチケット ${ticket} がないか、閲覧できません。`,
    next: 'キーと、プロジェクトへのアクセス権を確認してください。',
  }),
  'jira-tls-failed': tlsFailed,
  'jira-proxy-refused': ({ site, status }) =>
    status === 407
      ? {
          what: 'プロキシがユーザー名とパスワードを求めています (HTTP 407)。',
          next: `HTTPS_PROXY に含めて (http://user:password@proxy:port) 設定し、${restartInEnvironment}`,
        }
      : {
          what: `プロキシが ${site} への接続を拒否しました (HTTP ${status})。`,
          next: `プロキシの管理者に ${site} の許可を依頼するか、NO_PROXY にホストを指定してください。`,
        },
};

function tlsFailed({ reason, site, code }: JiraProblems['jira-tls-failed']): ProblemText {
  switch (reason) {
    case 'untrusted-authority':
      return {
        what: `${site} の証明書の発行元が、この環境では信頼されていません (${code})。`,
        next: `社内のプロキシが TLS を復号している場合は、${trustAuthority}`,
      };
    case 'certificate-outdated':
      return {
        what: `${site} の証明書が有効期間外です (${code})。`,
        next: `このマシンの時計を確認してください。社内のプロキシが証明書を提示している場合は、管理者に現在の証明書を確認し、${trustAuthority}`,
      };
    case 'certificate-of-another-host':
      return {
        what: `${site} で応答しているサーバーの証明書は、別のホストのものです (${code})。`,
        next: `設定 "guardrail.jira.site" を確認し、ネットワークへのサインインが必要ならサインインしてください。社内のプロキシが応答している場合は、${trustAuthority}`,
      };
    case 'handshake':
      return {
        what: `${site} への安全な接続を確立できません (${code})。`,
        next: `設定 "guardrail.jira.site" とプロキシを確認してください。社内のプロキシが TLS を復号している場合は、${trustAuthority}`,
      };
  }
}

function quoted(said: string | undefined): string {
  return said === undefined ? '' : `: ${withoutFullStop(said)}`;
}
