import type { JiraKind } from '#protocol/account.ts';
import { printable } from '../../base/printable.ts';
import { Problem, problem } from '../../domain/problems/problem.ts';

/**
 * @param site As configured.
 * @param httpHost The site's host, if http is the only reason why no token may be sent there.
 */
export function jiraSiteInvalid(site: string, httpHost?: string): Problem {
  // Text before an @, or in a query, may be a secret.
  const [address = ''] = site.split(/[?#]/);
  const shown = printable(address.replace(/^(\w+:\/+)?.*@/s, '$1•••@')).slice(0, 200);
  if (httpHost !== undefined)
    return problem('jira-site-invalid', { reason: 'http', site: shown, host: httpHost.slice(0, 200) });
  return problem('jira-site-invalid', { reason: 'not-an-address', site: shown });
}

/**
 * A server responds, but not with Jira's API: another product, a proxy's page, or an old name of the site.
 */
export function jiraSiteElsewhere(site: string, location?: string): Problem {
  if (location === undefined) return problem('jira-site-invalid', { reason: 'not-jira', site });
  return problem('jira-site-invalid', {
    reason: 'redirects',
    site,
    location: printable(location).slice(0, 200),
  });
}

/**
 * A server in front of Jira responded. The site may be suspended, renamed or down. The request may succeed
 * later.
 */
export function jiraSiteUnavailable(site: string, status: number): Problem {
  return problem('jira-site-unavailable', { site, status });
}

/** @param kind Absent if it is not known yet. */
export function jiraTokenRefused(site: string, kind?: JiraKind): Problem {
  return problem('jira-token-refused', { site, ...(kind && { kind }) });
}

/** Jira Cloud knows a token only together with the e-mail address of its account. */
export function jiraEmailMissing(site: string): Problem {
  return problem('jira-email-missing', { site });
}

/** The token is known, but it was created without a scope that Guardrail needs. */
export function jiraScopeMissing(site: string): Problem {
  return problem('jira-scope-missing', { site });
}

/** The site accepts no user name and password, so it needs a personal access token. */
export function jiraBasicDisabled(site: string): Problem {
  return problem('jira-basic-disabled', { site });
}

/** After several failed sign-ins, Jira refuses every token of the account until its user solves a CAPTCHA. */
export function jiraCaptcha(site: string): Problem {
  return problem('jira-captcha', { site });
}

/** @param said Jira's own words; empty if it gave none. */
export function jiraAccessDenied(site: string, ticket: string | undefined, said = ''): Problem {
  return problem('jira-access-denied', { site, ...(ticket !== undefined && { ticket }), ...saying(said) });
}

/** @param reason The system's error code, or the time limit that was exceeded. */
export function jiraUnreachable(
  site: string,
  reason: string,
  cause: unknown,
  details: { readonly unsent?: true } = {},
): Problem {
  return problem('jira-unreachable', { site, reason }, { cause, ...details });
}

export function jiraThrottled(site: string): Problem {
  return problem('jira-throttled', { site });
}

/** Jira itself failed (5xx), or two changes conflicted (409). The same request may succeed later. */
export function jiraFailed(site: string, status: number): Problem {
  return problem('jira-failed', { site, status }, { status });
}

/**
 * Jira understood the request and refused it (other 4xx). It would refuse the same request again.
 * @param said Jira's own words; empty if it gave none.
 * @param fieldErrors Its sentences about single fields, by the field's id.
 */
export function jiraRefused(
  said: string,
  ticket: string | undefined,
  fieldErrors: Readonly<Record<string, string>> = {},
): Problem {
  const facts = { ...(ticket !== undefined && { ticket }), ...saying(said) };
  return problem('jira-refused', facts, Object.keys(fieldErrors).length > 0 ? { fieldErrors } : {});
}

/** @param where An endpoint or a field, never a value, because other people wrote the text of responses. */
export function jiraUnexpected(site: string, where: string): Problem {
  return problem('jira-unexpected', { reason: 'form', site, where });
}

/**
 * An HTML page arrived instead of Jira's response: a network's sign-in page, a proxy's notice, or
 * maintenance.
 */
export function jiraAnswersWithPage(site: string): Problem {
  return problem('jira-unexpected', { reason: 'page', site });
}

/** Returns the Problem of a search that was refused: if the team wrote its JQL, that the JQL is the reason. */
export function searchProblem(error: unknown, jql: string | undefined): unknown {
  if (jql === undefined || !(error instanceof Problem) || error.code !== 'jira-refused') return error;
  return new Problem('jira-jql-refused', error.facts, { cause: error });
}

export function jiraTooManyTickets(site: string, maxTickets: number): Problem {
  return problem('jira-too-many-tickets', { site, maxTickets });
}

/** @param said Jira's own words; empty if it gave none. */
export function ticketUnknown(ticket: string, site: string, said = ''): Problem {
  return problem('ticket-unknown', { ticket: printable(ticket), site, ...saying(said) });
}

function saying(said: string): { said?: string } {
  return said === '' ? {} : { said };
}
