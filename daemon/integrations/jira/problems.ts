import { printable } from '../../base/printable.ts';
import { Problem, type ProblemDetails } from '../../domain/problems/problem.ts';

export function jiraSiteInvalid(site: string): Problem {
  // What stands before an @, or in a query, may be a secret.
  const [address = ''] = site.split(/[?#]/);
  const shown = printable(address.replace(/^(\w+:\/+)?.*@/s, '$1•••@')).slice(0, 200);
  return new Problem(
    'jira-site-invalid',
    {
      en: `The Jira site "${shown}" is not an address that a token may be sent to.`,
      ja: `Jira サイト "${shown}" は、トークンを送信できるアドレスではありません。`,
    },
    {
      en: 'Write it as https://your-team.atlassian.net, without a path.',
      ja: 'https://your-team.atlassian.net の形で、パスを付けずに指定してください。',
    },
  );
}

/** Something answers there, but it is not Jira Cloud's API: another product, a proxy's page, an old name. */
export function jiraSiteElsewhere(site: string, location?: string): Problem {
  const to = location === undefined ? undefined : printable(location).slice(0, 200);
  return new Problem(
    'jira-site-invalid',
    to === undefined
      ? { en: `${site} does not answer as Jira Cloud.`, ja: `${site} は Jira Cloud として応答しません。` }
      : { en: `${site} sends its callers on to ${to}.`, ja: `${site} は ${to} へ転送されます。` },
    {
      en: 'Check the setting "guardrail.jira.site" or GUARDRAIL_JIRA_SITE.',
      ja: '設定 "guardrail.jira.site" または GUARDRAIL_JIRA_SITE を確認してください。',
    },
  );
}

/** Something in front of Jira answered for it: the site may be suspended, renamed or down. May pass. */
export function jiraSiteUnavailable(site: string, status: number): Problem {
  return new Problem(
    'jira-site-unavailable',
    {
      en: `${site} is not available: HTTP ${status} came without an answer of Jira's own.`,
      ja: `${site} を利用できません。Jira 自身の応答ではない HTTP ${status} が返されました。`,
    },
    {
      en: 'If the site was renamed, change the setting "guardrail.jira.site"; otherwise wait, Guardrail tries again.',
      ja: 'サイトの名前が変わった場合は設定 "guardrail.jira.site" を変更してください。それ以外の場合は Guardrail が自動的に再試行します。',
    },
  );
}

export function jiraTokenRefused(site: string): Problem {
  return new Problem(
    'jira-token-refused',
    { en: `${site} refused the Jira token.`, ja: `${site} が Jira のトークンを受け付けませんでした。` },
    {
      en: 'Run "Guardrail: Sign In to Jira" with a new token, or set GUARDRAIL_JIRA_EMAIL and GUARDRAIL_JIRA_TOKEN.',
      ja: '新しいトークンで「Guardrail: Jira にサインイン」を実行するか、GUARDRAIL_JIRA_EMAIL と GUARDRAIL_JIRA_TOKEN を設定してください。',
    },
  );
}

/** After several failed sign-ins, Jira refuses every token of the account until a person proves to be one. */
export function jiraCaptcha(site: string): Problem {
  return new Problem(
    'jira-captcha',
    {
      en: `${site} wants a person to solve a CAPTCHA before it accepts the token again.`,
      ja: `${site} は、CAPTCHA に回答するまでトークンを受け付けません。`,
    },
    {
      en: `Sign in at ${site} in a browser and solve the CAPTCHA there, then refresh; the token itself may be right.`,
      ja: `ブラウザーで ${site} にサインインして CAPTCHA に回答してから、更新してください。トークン自体は正しい可能性があります。`,
    },
  );
}

/** `said` is Jira's own sentence; empty if it gave none. */
export function jiraAccessDenied(site: string, ticket: string | undefined, said = ''): Problem {
  const sentence = said === '' ? '' : `: ${said}`;
  return new Problem(
    'jira-access-denied',
    ticket === undefined
      ? {
          en: `Your account may not read these tickets on ${site}${sentence}.`,
          ja: `このアカウントには ${site} のチケットを読む権限がありません${sentence}。`,
        }
      : {
          en: `Your account may not do this to ${ticket}${sentence}.`,
          ja: `このアカウントには ${ticket} に対するこの操作の権限がありません${sentence}。`,
        },
    {
      en: 'Ask the administrator of the Jira project for the permission, or sign in as somebody else.',
      ja: 'Jira プロジェクトの管理者に権限を依頼するか、別のアカウントでサインインしてください。',
    },
    undefined,
    saying(said),
  );
}

export function jiraUnreachable(
  site: string,
  why: string,
  cause: unknown,
  details: ProblemDetails = {},
): Problem {
  return new Problem(
    'jira-unreachable',
    { en: `${site} did not answer (${why}).`, ja: `${site} から応答がありません (${why})。` },
    {
      en: 'Check the network, the proxy and the setting "guardrail.jira.site"; Guardrail tries again.',
      ja: 'ネットワーク、プロキシ、設定 "guardrail.jira.site" を確認してください。Guardrail は自動的に再試行します。',
    },
    cause,
    details,
  );
}

export function jiraThrottled(site: string): Problem {
  return new Problem(
    'jira-throttled',
    {
      en: `${site} answers too many requests and asks to wait.`,
      ja: `${site} のリクエスト制限に達しました。`,
    },
    {
      en: 'Wait a few minutes; Guardrail tries again.',
      ja: '数分お待ちください。Guardrail は自動的に再試行します。',
    },
  );
}

/** Jira itself failed (5xx), or two changes met (409): the same request may succeed later. */
export function jiraFailed(site: string, status: number): Problem {
  return new Problem(
    'jira-failed',
    {
      en: `${site} failed to answer (HTTP ${status}).`,
      ja: `${site} でエラーが発生しました (HTTP ${status})。`,
    },
    { en: 'Wait; Guardrail tries again.', ja: 'しばらくお待ちください。Guardrail は自動的に再試行します。' },
    undefined,
    { status },
  );
}

/** Jira understood and said no (other 4xx): the same request would be refused again. `said` is Jira's own sentence. */
export function jiraRefused(said: string, ticket: string | undefined): Problem {
  const sentence = said === '' ? '' : `: ${said}`;
  return new Problem(
    'jira-refused',
    ticket === undefined
      ? {
          en: `Jira refused to list the tickets${sentence}.`,
          ja: `Jira がチケットの一覧取得を拒否しました${sentence}。`,
        }
      : {
          en: `Jira refused the change of ${ticket}${sentence}.`,
          ja: `Jira が ${ticket} の変更を拒否しました${sentence}。`,
        },
    ticket === undefined
      ? {
          en: 'Check the setting "guardrail.jira.project" or GUARDRAIL_JIRA_PROJECT.',
          ja: '設定 "guardrail.jira.project" または GUARDRAIL_JIRA_PROJECT を確認してください。',
        }
      : { en: `Open ${ticket} in Jira and do it there.`, ja: `Jira で ${ticket} を開いて操作してください。` },
    undefined,
    saying(said),
  );
}

/** `where` names an endpoint or a field, never a value: responses are other people's text. */
export function jiraUnexpected(site: string, where: string): Problem {
  return new Problem(
    'jira-unexpected',
    {
      en: `${site} answered in an unknown form (${where}).`,
      ja: `${site} の応答が想定外の形式です (${where})。`,
    },
    {
      en: 'Check that a proxy does not answer in its place; otherwise report this line.',
      ja: 'プロキシが代わりに応答していないか確認し、問題がなければこの行を報告してください。',
    },
  );
}

export function jiraTooManyTickets(site: string, count: number): Problem {
  const [en, ja] = [count.toLocaleString('en'), count.toLocaleString('ja')];
  return new Problem(
    'jira-too-many-tickets',
    {
      en: `${site} lists more tickets than Guardrail reads (${en}).`,
      ja: `${site} のチケットが、Guardrail の読み込み上限 (${ja} 件) を超えています。`,
    },
    {
      en: 'Name the team\'s own project in the setting "guardrail.jira.project" or GUARDRAIL_JIRA_PROJECT.',
      ja: '設定 "guardrail.jira.project" または GUARDRAIL_JIRA_PROJECT に、チームのプロジェクトを指定してください。',
    },
  );
}

/** Jira itself says so. `said` is its own sentence. */
export function ticketUnknown(ticket: string, site: string, said = ''): Problem {
  const shown = printable(ticket);
  return new Problem(
    'ticket-unknown',
    {
      en: `${site} has no ticket ${shown}, or hides it from you.`,
      ja: `${site} にチケット ${shown} がないか、閲覧できません。`,
    },
    {
      en: 'Check the key and your access to its project.',
      ja: 'キーと、プロジェクトへのアクセス権を確認してください。',
    },
    undefined,
    saying(said),
  );
}

function saying(said: string): ProblemDetails {
  return said === '' ? {} : { said };
}
