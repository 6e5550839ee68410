import { nearNames } from '../../../base/suggest.ts';
import { Problem } from '../../../domain/problems/problem.ts';

/** What is wrong with a profile of the AWS files: each names the profile and the line to write. */

/** @param wantedBy The profile whose `source_profile` names it; absent if Guardrail was given the name. */
export function profileMissing(
  name: string,
  wantedBy: string | undefined,
  known: readonly string[],
): Problem {
  const near = nearNames(name, known).join(', ');
  return new Problem(
    'aws-profile-missing',
    wantedBy === undefined
      ? {
          en: `Your AWS configuration has no profile "${name}".`,
          ja: `AWS 設定にプロファイル「${name}」がありません。`,
        }
      : {
          en: `The profile ${wantedBy} takes its credentials from the profile "${name}", which your AWS configuration does not have.`,
          ja: `プロファイル ${wantedBy} の source_profile「${name}」が AWS 設定にありません。`,
        },
    {
      en: `${near && `Did you mean: ${near}? `}Choose another profile, or create it with \`aws configure sso\`.`,
      ja: `${near && `次の名前ではありませんか: ${near}。`}別のプロファイルを選ぶか、\`aws configure sso\` で作成してください。`,
    },
  );
}

export function rolesInCircle(names: readonly string[]): Problem {
  const circle = names.join(' → ');
  return new Problem(
    'aws-profile-circle',
    {
      en: `AWS profiles take their credentials from each other in a circle: ${circle}.`,
      ja: `AWS プロファイルの source_profile が循環しています: ${circle}。`,
    },
    {
      en: 'Let `source_profile` of one of them name a profile with credentials of its own.',
      ja: 'いずれかの `source_profile` に、認証情報を持つプロファイルを指定してください。',
    },
  );
}

export function mfaNeeded(profile: string): Problem {
  return new Problem(
    'aws-mfa-needed',
    {
      en: `The profile ${profile} needs a code of your MFA device (mfa_serial), which Guardrail cannot ask for.`,
      ja: `プロファイル ${profile} には MFA デバイスのコード (mfa_serial) が必要ですが、Guardrail からは入力できません。`,
    },
    {
      en: 'Choose a profile that signs in with `aws sso login`, or one that holds temporary credentials which you got with the code (`aws sts get-session-token`, or a tool such as aws-vault as `credential_process`).',
      ja: '`aws sso login` でサインインするプロファイルか、コードを使って取得した一時的な認証情報 (`aws sts get-session-token`、または `credential_process` に設定した aws-vault などのツール) を持つプロファイルを選んでください。',
    },
  );
}

export function sessionSectionMissing(profile: string, session: string): Problem {
  return new Problem(
    'aws-sso-incomplete',
    {
      en: `The profile ${profile} names the SSO session "${session}", but your AWS configuration has no section [sso-session ${session}].`,
      ja: `プロファイル ${profile} の sso_session「${session}」に対応する [sso-session ${session}] が AWS 設定にありません。`,
    },
    {
      en: `Add the section with \`aws configure sso-session\`, then run \`aws sso login --profile ${profile}\`.`,
      ja: `\`aws configure sso-session\` でセクションを追加し、\`aws sso login --profile ${profile}\` を実行してください。`,
    },
  );
}

export function ssoIncomplete(profile: string, missing: readonly string[]): Problem {
  const keys = missing.join(', ');
  return new Problem(
    'aws-sso-incomplete',
    {
      en: `The SSO settings of the profile ${profile} lack ${keys}.`,
      ja: `プロファイル ${profile} の SSO 設定に ${keys} がありません。`,
    },
    {
      en: `Complete them with \`aws configure sso --profile ${profile}\`.`,
      ja: `\`aws configure sso --profile ${profile}\` で設定してください。`,
    },
  );
}

/** Another profile takes its credentials from this one, which has none. */
export function profileWithoutCredentials(profile: string): Problem {
  return new Problem(
    'aws-credentials-missing',
    {
      en: `The profile ${profile} holds no credentials and says of none where they come from.`,
      ja: `プロファイル ${profile} に認証情報も取得方法も設定されていません。`,
    },
    {
      en: `Complete it with \`aws configure sso --profile ${profile}\`, or choose another profile.`,
      ja: `\`aws configure sso --profile ${profile}\` で設定するか、別のプロファイルを選んでください。`,
    },
  );
}
