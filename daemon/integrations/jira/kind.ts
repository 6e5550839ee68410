import { z } from 'zod';
import type { JiraKind } from '#protocol/account.ts';
import { printable } from '../../base/printable.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import { tenantInfo, tenantPath } from './cloud/tenant.ts';
import type { JiraAccess } from './connector.ts';
import { type Authorization, basicAuthorization, bearerAuthorization } from './credentials.ts';
import { jiraSiteElsewhere } from './problems.ts';
import { type JiraResponse, parseJson, responseProblem } from './response-problem.ts';
import { addressOf, type ConfiguredSite } from './site.ts';
import { openTransport, type TransportOptions } from './transport.ts';

/** A site's own report of its deployment. */
export interface JiraSiteKind {
  readonly kind: JiraKind;
  /** Version of Data Center, such as `10.3.5`. Absent if the site does not report it. */
  readonly version?: string;
}

/** A site, and the credentials if the user already gave them. */
export type KindAccess = ConfiguredSite & Partial<Pick<JiraAccess, 'email' | 'token'>>;

/** Everything waits for this request. */
const maxServerInfoMs = 10_000;

/** Every member may be absent: sites may leave them out. */
const serverInfo = z.object({
  deploymentType: z.string().optional().catch(undefined),
  version: z
    .string()
    .transform((version) => printable(version).slice(0, 50))
    .optional()
    .catch(undefined),
});

/**
 * Resolves to the kind of a site. Asks without credentials, and with them only if the site demands that.
 * @throws Problem of the site, such as `jira-site-invalid` if another product answers.
 */
export async function readKind(
  access: KindAccess,
  onCall: (operation: string) => void,
  signal: AbortSignal,
  options?: TransportOptions,
): Promise<JiraSiteKind> {
  const site = addressOf(access);
  const authorizations = authorizationsOf(access);
  const secrets = authorizations.flatMap((each) => each?.secrets ?? []);

  /** Rejects unless the site answers, demands a sign-in or does not have the path. */
  async function ask(path: string, authorization?: Authorization): Promise<Answer> {
    const send = openTransport({ site, ...authorization }, onCall, options);
    const call = { operation: 'serverInfo', signal, repeats: true, timeoutMs: maxServerInfoMs } as const;
    const response = await send({ url: site + path }, call);
    const problem = responseProblem(response, { site, secrets });
    if (!problem) return { body: parseJson(response.text) };
    const isRefused = demandsSignIn(response);
    if (!isRefused && response.status !== 404) throw problem;
    return { problem, isRefused };
  }

  let problem = jiraSiteElsewhere(site);
  for (const authorization of authorizations) {
    const second = await ask('/rest/api/2/serverInfo', authorization);
    const info = serverInfo.safeParse(second.body).data;
    if (info?.deploymentType) return kindOf(info);
    // Only Cloud has version 3.
    const third = await ask('/rest/api/3/serverInfo', authorization);
    const cloudInfo = serverInfo.safeParse(third.body).data;
    if (cloudInfo) return cloudInfo.deploymentType ? kindOf(cloudInfo) : { kind: 'cloud' };
    if (info) return kindOf(info);
    problem = second.problem ?? problem;
    if (!second.isRefused && !third.isRefused) throw problem;
  }
  // A site that demands a sign-in for everything may accept the token only at Atlassian's gateway.
  if (tenantInfo.safeParse((await ask(tenantPath)).body).success) return { kind: 'cloud' };
  throw problem;
}

interface Answer {
  readonly body?: unknown;
  readonly problem?: Problem;
  readonly isRefused?: boolean;
}

/** Bearer comes first: Data Center counts a refused Basic as a failed sign-in, until it asks for a CAPTCHA. */
function authorizationsOf({ email, token }: KindAccess): readonly (Authorization | undefined)[] {
  return [
    undefined,
    ...(token === undefined ? [] : [bearerAuthorization({ token })]),
    ...(token === undefined || email === undefined ? [] : [basicAuthorization({ email, token })]),
  ];
}

function demandsSignIn({ status, headers }: JiraResponse): boolean {
  if (/CAPTCHA/.test(headers.get('x-authentication-denied-reason') ?? '')) return false;
  return status === 401 || status === 403 || (status >= 300 && status < 400);
}

function kindOf({ deploymentType = '', version }: z.infer<typeof serverInfo>): JiraSiteKind {
  if (/^cloud$/i.test(deploymentType)) return { kind: 'cloud' };
  return { kind: 'data-center', ...(version && { version }) };
}
