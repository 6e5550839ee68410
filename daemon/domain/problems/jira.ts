/** Problems with a Jira site. `site`: its origin. `said`: Jira's own words on one line, without a full stop at the end. */
export interface JiraProblems {
  'jira-site-invalid':
    | { readonly reason: 'not-an-origin'; readonly site: string }
    /** Another product, a page of a proxy, or an old name of the site. */
    | { readonly reason: 'not-jira'; readonly site: string }
    | { readonly reason: 'redirects'; readonly site: string; readonly location: string };
  /** Something in front of Jira answered. */
  'jira-site-unavailable': { readonly site: string; readonly status: number };
  'jira-token-refused': { readonly site: string };
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
