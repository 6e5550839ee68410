import type { Text } from '../../../base/text.ts';
import { Problem } from '../../../domain/problems/problem.ts';

/** `where` ends the sentence: ` (111122223333, eu-west-1)`, or nothing. */

/** A captive portal, a proxy's error page, another server: nothing of it is shown but that it is a page. */
export function answerForeign(host: string, status: number, isPage: boolean, where: Text): Problem {
  return new Problem(
    'aws-answer-foreign',
    isPage
      ? {
          en: `A web page (HTTP ${status}) came instead of an answer of ${host}${where.en}.`,
          ja: `${host} の応答の代わりに Web ページ (HTTP ${status}) が返されました${where.ja}。`,
        }
      : {
          en: `${host} did not answer as AWS does (HTTP ${status})${where.en}.`,
          ja: `${host} の応答が AWS のものではありません (HTTP ${status})${where.ja}。`,
        },
    status >= 500
      ? {
          en: 'A proxy or AWS fails at the moment: the next sync tries again. If it stays, check the proxy (HTTPS_PROXY).',
          ja: 'プロキシまたは AWS で一時的な障害が起きています。次の同期で再試行します。続く場合はプロキシ (HTTPS_PROXY) を確認してください。',
        }
      : {
          en: 'If this network asks for a sign-in, open a browser and sign in; otherwise check the proxy (HTTPS_PROXY) and the AWS endpoint.',
          ja: 'サインインが必要なネットワークの場合は、ブラウザーでサインインしてください。それ以外の場合は、プロキシ (HTTPS_PROXY) と AWS のエンドポイントを確認してください。',
        },
  );
}

export function answerUnreadable(call: string, status: number | undefined, where: Text): Problem {
  const http = status === undefined ? '' : ` (HTTP ${status})`;
  return new Problem(
    'aws-answer-unreadable',
    {
      en: `The answer to ${call}${http} cannot be read${where.en}.`,
      ja: `${call} の応答${http}を読み取れません${where.ja}。`,
    },
    {
      en: 'The next sync tries again. If it stays, check whether a proxy changes the answers of AWS.',
      ja: '次の同期で再試行します。続く場合は、プロキシが AWS の応答を書き換えていないか確認してください。',
    },
  );
}

export function answerTooLong(host: string, maxBytes: number, where: Text): Problem {
  const limit = `${Math.round(maxBytes / 1024 / 1024)} MB`;
  return new Problem(
    'aws-answer-too-long',
    {
      en: `An answer of ${host} is longer than ${limit} and was not read${where.en}.`,
      ja: `${host} の応答が ${limit} を超えるため、読み込みを中止しました${where.ja}。`,
    },
    {
      en: 'Check the proxy and the AWS endpoint; findings may be missing here.',
      ja: 'プロキシと AWS のエンドポイントを確認してください。ここの検出結果が欠けている可能性があります。',
    },
  );
}

export function answerLate(host: string, where: Text): Problem {
  return new Problem(
    'aws-timeout',
    {
      en: `${host} did not finish its answer in time${where.en}.`,
      ja: `${host} の応答が時間内に完了しませんでした${where.ja}。`,
    },
    {
      en: 'The next sync tries again. If it stays, check the network and the proxy (HTTPS_PROXY).',
      ja: '次の同期で再試行します。続く場合は、ネットワークとプロキシ (HTTPS_PROXY) を確認してください。',
    },
  );
}

export function proxyRefused(host: string): Problem {
  return new Problem(
    'aws-proxy-refused',
    {
      en: `The proxy asks for a user and a password before it lets ${host} be reached (HTTP 407).`,
      ja: `プロキシが ${host} への接続にユーザー名とパスワードを求めています (HTTP 407)。`,
    },
    {
      en: 'Set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT, or ask your administrator for a proxy without sign-in, then restart Guardrail.',
      ja: 'HTTPS_PROXY に http://ユーザー:パスワード@ホスト:ポート を設定するか、認証不要のプロキシを管理者に確認し、Guardrail を再起動してください。',
    },
  );
}

export function certificateUntrusted(host: string, code: string): Problem {
  return new Problem(
    'aws-unreachable',
    {
      en: `The certificate of ${host} is not trusted (${code}).`,
      ja: `${host} の証明書を信頼できません (${code})。`,
    },
    {
      en: "If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to the file of your company's root certificate (the one of AWS_CA_BUNDLE), then restart Guardrail.",
      ja: 'プロキシが TLS を検査している場合は、NODE_EXTRA_CA_CERTS に社内ルート証明書のファイル (AWS_CA_BUNDLE と同じもの) を設定し、Guardrail を再起動してください。',
    },
  );
}

export function clockSkewed(): Problem {
  return new Problem(
    'aws-clock-skewed',
    {
      en: "This machine's clock differs too much from that of AWS.",
      ja: 'このマシンの時刻が AWS の時刻と大きくずれています。',
    },
    {
      en: 'Set the clock, or turn on its synchronisation (in WSL: `sudo hwclock -s`), then sync again.',
      ja: '時刻を合わせるか、時刻の同期を有効にして (WSL では `sudo hwclock -s`)、もう一度同期してください。',
    },
  );
}

/** @param why What is wrong with the listing. */
export function listingEndless(why: Text): Problem {
  return new Problem(
    'aws-listing-endless',
    {
      en: `A list of AWS has no end: ${why.en}.`,
      ja: `AWS の一覧が終わりません: ${why.ja}。`,
    },
    {
      en: 'What was read is shown, but findings may be missing here. Check whether a proxy answers in place of AWS.',
      ja: '読み込んだ内容は表示されますが、ここの検出結果が欠けている可能性があります。プロキシが AWS の代わりに応答していないか確認してください。',
    },
  );
}
