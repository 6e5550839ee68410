import { BodyTooLarge } from '../../base/bounded-body.ts';
import type { Text } from '../../base/text.ts';
import { Problem } from '../../domain/problems/problem.ts';
import { jiraUnreachable } from './problems.ts';

/** The certificate's issuer is not known here: mostly a company's proxy that decrypts TLS. */
const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
]);
const outdated = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const misnamed = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']);

/** The connection ended before the answer did. */
const cut = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED', 'Z_BUF_ERROR']);

/** No connection was made. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether a request that only reads is worth sending again: its connection was cut. */
export function isCut(error: unknown): boolean {
  return cut.has(codeOf(error));
}

/**
 * Why `fetch` failed, or the reading of its body, as a Problem with the step that helps.
 * @param timedOutMs the request's own time limit, if that ended it.
 */
export function connectionProblem(site: string, error: unknown, timedOutMs?: number): Problem {
  if (error instanceof BodyTooLarge) return jiraTooLarge(site, error.maxBytes);
  if (timedOutMs !== undefined) return jiraUnreachable(site, `${timedOutMs / 1000} s`, error);
  const code = codeOf(error);
  const status = proxyStatusOf(error);
  if (status !== undefined) return jiraProxyRefused(site, status, error);
  if (untrusted.has(code)) return jiraUntrusted(site, code, error);
  if (outdated.has(code)) return jiraCertificateOutdated(site, code, error);
  if (misnamed.has(code)) return jiraCertificateOfAnother(site, code, error);
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code)) return jiraTlsFailed(site, code, error);
  return jiraUnreachable(site, code, error, unsent.has(code) ? { unsent: true } : {});
}

const authority: Text = {
  en: 'set NODE_EXTRA_CA_CERTS to the file of its authority\'s certificate, run "guardrail daemon --stop" and start the editor again from there',
  ja: '環境変数 NODE_EXTRA_CA_CERTS にその認証局の証明書ファイルを指定し、"guardrail daemon --stop" を実行してから、同じ環境でエディターを起動し直してください',
};

function tlsProblem(what: Text, next: Text, cause: unknown): Problem {
  return new Problem('jira-tls-failed', what, next, cause);
}

function jiraUntrusted(site: string, code: string, cause: unknown): Problem {
  return tlsProblem(
    {
      en: `The certificate of ${site} comes from an authority that is not trusted here (${code}).`,
      ja: `${site} の証明書の発行元が、この環境では信頼されていません (${code})。`,
    },
    {
      en: `If a proxy of your company decrypts TLS, ${authority.en}.`,
      ja: `社内のプロキシが TLS を復号している場合は、${authority.ja}。`,
    },
    cause,
  );
}

function jiraCertificateOutdated(site: string, code: string, cause: unknown): Problem {
  return tlsProblem(
    {
      en: `The certificate of ${site} is not valid today (${code}).`,
      ja: `${site} の証明書が有効期間外です (${code})。`,
    },
    {
      en: `Check this machine's clock. If a proxy of your company presents the certificate, ask its administrator for the current one and ${authority.en}.`,
      ja: `このマシンの時計を確認してください。社内のプロキシが証明書を提示している場合は、管理者に現在の証明書を確認し、${authority.ja}。`,
    },
    cause,
  );
}

function jiraCertificateOfAnother(site: string, code: string, cause: unknown): Problem {
  return tlsProblem(
    {
      en: `What answers at ${site} has the certificate of another host (${code}).`,
      ja: `${site} で応答しているサーバーの証明書は、別のホストのものです (${code})。`,
    },
    {
      en: `Check the setting "guardrail.jira.site" and sign in to the network if it asks for that. If a proxy of your company answers, ${authority.en}.`,
      ja: `設定 "guardrail.jira.site" を確認し、ネットワークへのサインインが必要ならサインインしてください。社内のプロキシが応答している場合は、${authority.ja}。`,
    },
    cause,
  );
}

function jiraTlsFailed(site: string, code: string, cause: unknown): Problem {
  return tlsProblem(
    {
      en: `No secure connection to ${site} could be made (${code}).`,
      ja: `${site} への安全な接続を確立できません (${code})。`,
    },
    {
      en: `Check the setting "guardrail.jira.site" and the proxy. If a proxy of your company decrypts TLS, ${authority.en}.`,
      ja: `設定 "guardrail.jira.site" とプロキシを確認してください。社内のプロキシが TLS を復号している場合は、${authority.ja}。`,
    },
    cause,
  );
}

/** The proxy itself refused, so nothing reached Jira. 407: it wants to know who asks. */
function jiraProxyRefused(site: string, status: number, cause: unknown): Problem {
  return new Problem(
    'jira-proxy-refused',
    status === 407
      ? {
          en: 'The proxy asks for a user name and a password (HTTP 407).',
          ja: 'プロキシがユーザー名とパスワードを求めています (HTTP 407)。',
        }
      : {
          en: `The proxy refuses the connection to ${site} (HTTP ${status}).`,
          ja: `プロキシが ${site} への接続を拒否しました (HTTP ${status})。`,
        },
    status === 407
      ? {
          en: 'Write them into HTTPS_PROXY (http://user:password@proxy:port), run "guardrail daemon --stop" and start the editor again from there.',
          ja: 'HTTPS_PROXY に含めて (http://user:password@proxy:port) 設定し、"guardrail daemon --stop" を実行してから、同じ環境でエディターを起動し直してください。',
        }
      : {
          en: `Ask its administrator to allow ${site}, or name the host in NO_PROXY.`,
          ja: `プロキシの管理者に ${site} の許可を依頼するか、NO_PROXY にホストを指定してください。`,
        },
    cause,
  );
}

/** A page for people came instead of Jira's answer: a network's sign-in page, a proxy's notice, maintenance. */
export function jiraAnswersWithPage(site: string): Problem {
  return new Problem(
    'jira-unexpected',
    {
      en: `A web page came back instead of the answer of ${site}: a sign-in page of the network, or a notice of a proxy.`,
      ja: `${site} の応答の代わりに Web ページが返されました（ネットワークのサインインページやプロキシの通知など）。`,
    },
    {
      en: `Open ${site} in a browser, sign in to the network if it asks for that, then refresh.`,
      ja: `ブラウザーで ${site} を開き、ネットワークへのサインインが求められたらサインインしてから、更新してください。`,
    },
  );
}

function jiraTooLarge(site: string, maxBytes: number): Problem {
  const size = `${Math.round(maxBytes / 1024 / 1024)} MB`;
  return new Problem(
    'jira-unexpected',
    {
      en: `An answer of ${site} is larger than ${size} and was not read to its end.`,
      ja: `${site} の応答が ${size} を超えたため、最後まで読み込みませんでした。`,
    },
    {
      en: 'Check that a proxy does not answer in its place; otherwise report this line.',
      ja: 'プロキシが代わりに応答していないか確認し、問題がなければこの行を報告してください。',
    },
  );
}

/** `fetch` hides the reason one or more causes down. */
function codeOf(error: unknown): string {
  for (const cause of causesOf(error)) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return 'network';
}

/** The status with which a proxy refused the tunnel. undici says it in a sentence alone. */
function proxyStatusOf(error: unknown): number | undefined {
  for (const { message } of causesOf(error)) {
    const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
    if (status !== undefined) return Number(status);
  }
  return undefined;
}

function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 10; cause = cause.cause)
    causes.push(cause);
  return causes;
}
