import { printable } from '../../../base/printable.ts';
import { Problem } from '../../../domain/problems/problem.ts';
import { CallFailed, codeOf, problemOf } from '../connection/errors.ts';
import type { LastAnswer } from '../connection/last-answer.ts';
import type { ProfileEnd } from './profile-chain.ts';

export interface Attempt {
  /** Absent for the standard chain without a profile. */
  readonly profile: string | undefined;
  readonly end: ProfileEnd | undefined;
  readonly last: LastAnswer | undefined;
  readonly mask: (text: string) => string;
}

/** Why credentials could not be fetched, and what to do about it. */
export function credentialsProblem(error: unknown, { profile, end, last, mask }: Attempt): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CallFailed) return problemOf(error, profile === undefined ? {} : { profile });
  if (last?.error !== undefined) return problemOf(new CallFailed('sso', 'GetRoleCredentials', last.error));
  const message = error instanceof Error ? error.message : String(error);
  if (end?.source === 'sso' || end?.source === 'login') return signInProblem(message, end, last);
  if (end?.source === 'process') return processFailed(end.profile, wordsOf(message, mask));
  const isNothingFound = end === undefined && codeOf(error) === 'CredentialsProviderError';
  if (isNothingFound) return credentialsMissing(profile);
  return credentialsFailed(end?.profile ?? profile, shown(message, mask));
}

function signInProblem(
  message: string,
  { profile, source }: ProfileEnd,
  last: LastAnswer | undefined,
): Problem {
  if (last?.status === 403) return roleNotAssigned(profile);
  if (last !== undefined && last.status !== undefined && last.status >= 500)
    return portalFailed(last.host, last.status);
  const isExpired =
    last?.status === 401 || last?.status === 400 || /expired|not found|invalid|login|sign/i.test(message);
  if (last === undefined || isExpired)
    return signInNeeded(profile, source === 'login' ? 'login' : 'sso login');
  return portalFailed(last.host, last.status ?? 0);
}

/** `Command failed: COMMAND` and then what it wrote. The command may hold secrets: it is not repeated. */
function wordsOf(message: string, mask: Attempt['mask']): string {
  const [first = '', ...rest] = message.split(/\r?\n/);
  const words = /^Command failed/.test(first) ? rest.find((line) => line.trim() !== '') : first;
  return shown(words ?? '', mask);
}

/** On one line, bounded, without what looks like a secret. */
function shown(text: string, mask: Attempt['mask']): string {
  return printable(mask(text))
    .replace(/\b(secret|token|password|passwd|pwd|key)(\w*["']?\s*[=:]\s*)\S+/gi, '$1$2•••')
    .replace(/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, '•••')
    .replace(/[A-Za-z0-9+/=_-]{20,}/g, (run) =>
      /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) ? '•••' : run,
    )
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .replace(/\.$/, '');
}

function signInNeeded(profile: string, command: string): Problem {
  return new Problem(
    'aws-session-expired',
    {
      en: `You are not signed in to AWS with the profile ${profile}, or the session has expired.`,
      ja: `プロファイル ${profile} で AWS にサインインしていないか、セッションの有効期限が切れています。`,
    },
    {
      en: `Run \`aws ${command} --profile ${profile}\`, then sync again.`,
      ja: `\`aws ${command} --profile ${profile}\` を実行してから、もう一度同期してください。`,
    },
  );
}

function roleNotAssigned(profile: string): Problem {
  return new Problem(
    'aws-access-denied',
    {
      en: `AWS IAM Identity Center does not give you the account and role of the profile ${profile} (HTTP 403).`,
      ja: `AWS IAM Identity Center で、プロファイル ${profile} のアカウントとロールが割り当てられていません (HTTP 403)。`,
    },
    {
      en: `Check sso_account_id and sso_role_name of ${profile}, or ask your administrator for the permission set.`,
      ja: `${profile} の sso_account_id と sso_role_name を確認するか、管理者に許可セットの割り当てを依頼してください。`,
    },
  );
}

function portalFailed(host: string, status: number): Problem {
  return new Problem(
    'aws-failed',
    { en: `${host} failed (HTTP ${status}).`, ja: `${host} でエラーが発生しました (HTTP ${status})。` },
    { en: 'The next sync tries again.', ja: '次の同期で再試行します。' },
  );
}

function processFailed(profile: string, words: string): Problem {
  return new Problem(
    'aws-credential-process-failed',
    {
      en: `The credential_process of the AWS profile ${profile} failed${words === '' ? ' without a message' : `: ${words}`}.`,
      ja: `AWS プロファイル ${profile} の credential_process が失敗しました${words === '' ? ' (メッセージなし)' : `: ${words}`}。`,
    },
    {
      en: `Run \`aws sts get-caller-identity --profile ${profile}\` in a terminal, fix what it reports, then sync again.`,
      ja: `ターミナルで \`aws sts get-caller-identity --profile ${profile}\` を実行し、報告された問題を解消してから、もう一度同期してください。`,
    },
  );
}

function credentialsMissing(profile: string | undefined): Problem {
  return new Problem(
    'aws-credentials-missing',
    profile === undefined
      ? {
          en: 'No AWS credentials were found: not in the environment, in the AWS files or on this machine.',
          ja: '環境変数、AWS の設定ファイル、このマシンのいずれにも AWS 認証情報が見つかりません。',
        }
      : {
          en: `No AWS credentials were found for the profile ${profile}.`,
          ja: `プロファイル ${profile} の AWS 認証情報が見つかりません。`,
        },
    {
      en: 'Choose a profile of your AWS configuration, or create one with `aws configure sso`.',
      ja: 'AWS 設定のプロファイルを選ぶか、`aws configure sso` で作成してください。',
    },
  );
}

function credentialsFailed(profile: string | undefined, words: string): Problem {
  return new Problem(
    'aws-credentials-failed',
    {
      en: `AWS credentials could not be fetched${profile === undefined ? '' : ` with the profile ${profile}`}: ${words}.`,
      ja: `${profile === undefined ? '' : `プロファイル ${profile} で `}AWS 認証情報を取得できませんでした: ${words}。`,
    },
    {
      en: 'Check the profile with `aws sts get-caller-identity`, or choose another one.',
      ja: '`aws sts get-caller-identity` でプロファイルを確認するか、別のプロファイルを選んでください。',
    },
  );
}

export function credentialsLate(ms: number): Problem {
  const seconds = Math.round(ms / 1000);
  return new Problem(
    'aws-credentials-late',
    {
      en: `AWS credentials did not come within ${seconds} seconds.`,
      ja: `AWS 認証情報を ${seconds} 秒以内に取得できませんでした。`,
    },
    {
      en: 'If a program of your AWS profile (credential_process) waits for you, run it in a terminal; otherwise check the network.',
      ja: 'AWS プロファイルのプログラム (credential_process) が入力を待っている場合は、ターミナルで実行してください。それ以外の場合はネットワークを確認してください。',
    },
  );
}
