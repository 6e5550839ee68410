import type { JiraKind } from '#protocol/account.ts';

/** Problems with a Jira site. `site`: its address. `said`: Jira's own words on one line, without a full stop at the end. */
export interface JiraProblems {
  'jira-site-invalid':
    | { readonly reason: 'not-an-address'; readonly site: string }
    /** http, which this machine does not allow for the host. */
    | { readonly reason: 'http'; readonly site: string; readonly host: string }
    /** Another product, a page of a proxy, or an old name of the site. */
    | { readonly reason: 'not-jira'; readonly site: string }
    | { readonly reason: 'redirects'; readonly site: string; readonly location: string };
  /** Something in front of Jira answered. */
  'jira-site-unavailable': { readonly site: string; readonly status: number };
  /** `kind`: absent if it is not known yet. */
  'jira-token-refused': { readonly site: string; readonly kind?: JiraKind };
  'jira-email-missing': { readonly site: string };
  'jira-scope-missing': { readonly site: string };
  'jira-basic-disabled': { readonly site: string };
  /** `version`: of Data Center. */
  'jira-too-old': { readonly site: string; readonly version: string };
  /** `date`: calendar date on which the token ends, `2026-12-24`. `name`: as its user named it, on one line. */
  'jira-token-expires': { readonly site: string; readonly date: string; readonly name?: string };
  'jira-captcha': { readonly site: string };
  'jira-access-denied': { readonly site: string; readonly ticket?: string; readonly said?: string };
  /** `reason`: the system's error code, or the time limit that passed: `20 s`. */
  'jira-unreachable': { readonly site: string; readonly reason: string };
  'jira-throttled': { readonly site: string };
  'jira-failed': { readonly site: string; readonly status: number };
  'jira-refused': { readonly ticket?: string; readonly said?: string };
  /** Of the configured JQL. */
  'jira-jql-refused': { readonly said?: string };
  'jira-unexpected': /** `where`: an endpoint or a field, never a value. */
    | { readonly reason: 'form'; readonly site: string; readonly where: string }
    | { readonly reason: 'page'; readonly site: string }
    | { readonly reason: 'too-large'; readonly site: string; readonly maxBytes: number };
  'jira-too-many-tickets': { readonly site: string; readonly maxTickets: number };
  'ticket-unknown': { readonly ticket: string; readonly site: string; readonly said?: string };
  /** `code`: the error code of Node or OpenSSL. */
  'jira-tls-failed': {
    readonly reason:
      | 'untrusted-authority'
      | 'certificate-outdated'
      | 'certificate-of-another-host'
      | 'handshake';
    readonly site: string;
    readonly code: string;
  };
  /** `status`: of the proxy's own response. */
  'jira-proxy-refused': { readonly site: string; readonly status: number };
}
