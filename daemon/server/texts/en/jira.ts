import type { JiraProblems } from '../../../domain/problems/jira.ts';
import { megabytes, withoutFullStop } from '../parts.ts';
import type { ProblemText, ProblemTexts } from '../texts.ts';
import { restartInEnvironment } from './restart.ts';

const checkSite = 'Check the setting "guardrail.jira.site" or GUARDRAIL_JIRA_SITE.';
const checkProxy = 'Check that a proxy does not answer in place of Jira. Otherwise report this message.';
const trustAuthority = `set NODE_EXTRA_CA_CERTS to the file with the certificate of its authority, then ${restartInEnvironment}`;

export const jiraProblems: Pick<ProblemTexts, keyof JiraProblems> = {
  'jira-site-invalid': (facts) => {
    switch (facts.reason) {
      case 'not-an-address':
        return {
          what: `Guardrail cannot send a token to the Jira site "${facts.site}".`,
          next: 'Write it as https://your-team.atlassian.net, or as https://jira.example.com/jira for Data Center.',
        };
      case 'http':
        return {
          what: `Guardrail cannot send a token to the Jira site "${facts.site}", because http does not protect it.`,
          next: `Write it with https. If the site has only http and you trust the network, add "${facts.host}" to the setting "guardrail.jira.allowHttp", or to "jira.allowHttp" in the configuration file.`,
        };
      case 'not-jira':
        return { what: `${facts.site} does not answer as Jira.`, next: checkSite };
      case 'redirects':
        return { what: `${facts.site} redirects to ${facts.location}.`, next: checkSite };
    }
  },
  'jira-site-unavailable': ({ site, status }, retry) => ({
    what: `${site} is not available: HTTP ${status} came without a response of Jira itself.`,
    next: `If the site was renamed, change the setting "guardrail.jira.site". Otherwise wait. ${retry.later}`,
  }),
  'jira-token-refused': ({ site, kind }) =>
    kind === 'data-center'
      ? {
          what: `${site} (Jira Data Center) refused the Jira token: it is wrong, revoked or expired.`,
          next: 'Create a personal access token in your profile on that site, then run "Guardrail: Sign In to Jira", or set GUARDRAIL_JIRA_TOKEN. An API token of an Atlassian account does not work there.',
        }
      : {
          what: `${site} refused the Jira token: it is wrong, revoked or expired, or belongs to another e-mail address.`,
          next: 'Run "Guardrail: Sign In to Jira" with a new token, or set GUARDRAIL_JIRA_EMAIL and GUARDRAIL_JIRA_TOKEN.',
        },
  'jira-email-missing': ({ site }) => ({
    what: `${site} is Jira Cloud, which needs the e-mail address of the account with the token.`,
    next: 'Run "Guardrail: Sign In to Jira", or set "guardrail.jira.email" or GUARDRAIL_JIRA_EMAIL.',
  }),
  'jira-scope-missing': ({ site }) => ({
    what: `The Jira token for ${site} lacks a scope.`,
    next: 'Create a token with the scopes read:jira-work, write:jira-work and read:jira-user, then run "Guardrail: Sign In to Jira".',
  }),
  'jira-basic-disabled': ({ site }) => ({
    what: `${site} does not accept a user name with a password.`,
    next: 'Create a personal access token in your profile on that site (on Jira Cloud an API token), then run "Guardrail: Sign In to Jira".',
  }),
  'jira-too-old': ({ site, version }) => ({
    what: `${site} is Jira Data Center ${version}, but Guardrail is made for 10.3 and later.`,
    next: 'Ask its administrator for an update. Until then some actions may fail.',
  }),
  'jira-token-expires': ({ site, date, name }) => ({
    what: `The Jira token${name === undefined ? '' : ` "${name}"`} for ${site} ends on ${date}.`,
    next: 'Create a new token in your profile on that site, then run "Guardrail: Sign In to Jira", or set GUARDRAIL_JIRA_TOKEN.',
  }),
  'jira-captcha': ({ site }, retry) => ({
    what: `${site} asks for a CAPTCHA before it accepts the token again.`,
    next: `Sign in at ${site} in a browser, solve the CAPTCHA there, then ${retry.refresh}. The token itself may be right.`,
  }),
  'jira-access-denied': ({ site, ticket, said }) => ({
    what:
      ticket === undefined
        ? `Your account may not read these tickets on ${site}${quoted(said)}.`
        : `Your account may not do this to ${ticket}${quoted(said)}.`,
    next: 'Ask the administrator of the Jira project for the permission, or sign in with another account.',
  }),
  'jira-unreachable': ({ site, reason }, retry) => ({
    what: `${site} did not answer (${reason}).`,
    next: `Check the network, the proxy and the setting "guardrail.jira.site". ${retry.later}`,
  }),
  'jira-throttled': ({ site }, retry) => ({
    what: `${site} receives too many requests and asks to wait.`,
    next: `Wait a few minutes. ${retry.later}`,
  }),
  'jira-failed': ({ site, status }, retry) => ({
    what: `${site} failed (HTTP ${status}).`,
    next: `Wait a moment. ${retry.later}`,
  }),
  'jira-refused': ({ ticket, said }) =>
    ticket === undefined
      ? {
          what: `Jira refused to list the tickets${quoted(said)}.`,
          next: 'Check the setting "guardrail.jira.project" or GUARDRAIL_JIRA_PROJECT.',
        }
      : {
          what: `Jira refused the change of ${ticket}${quoted(said)}.`,
          next: `Open ${ticket} in Jira and make the change there.`,
        },
  'jira-jql-refused': ({ said }) => ({
    what: `Jira does not accept the configured JQL${quoted(said)}.`,
    next: 'Correct "jira.jql" in the configuration file. Known tickets stay as they are.',
  }),
  'jira-unexpected': (facts, retry) => {
    switch (facts.reason) {
      case 'form':
        return { what: `${facts.site} answered in an unknown form (${facts.where}).`, next: checkProxy };
      case 'page':
        return {
          what: `A web page came instead of the response of ${facts.site}: a sign-in page of the network, or a notice of a proxy.`,
          next: `Open ${facts.site} in a browser, sign in to the network if it asks for that, then ${retry.refresh}.`,
        };
      case 'too-large':
        return {
          what: `A response of ${facts.site} is larger than ${megabytes(facts.maxBytes)} MB and was not read to its end.`,
          next: checkProxy,
        };
    }
  },
  'jira-too-many-tickets': ({ site, maxTickets }) => ({
    what: `${site} lists more tickets than Guardrail reads (${maxTickets.toLocaleString('en')}).`,
    next: 'Name the project of your team in the setting "guardrail.jira.project" or in GUARDRAIL_JIRA_PROJECT, or leave out old tickets that are done with "jira.doneDays" in the configuration file.',
  }),
  'ticket-unknown': ({ ticket, site }) => ({
    what: `${site} has no ticket ${ticket}, or your account cannot see it.`,
    next: 'Check the key and your access to its project.',
  }),
  'jira-tls-failed': tlsFailed,
  'jira-proxy-refused': ({ site, status }) =>
    status === 407
      ? {
          what: 'The proxy asks for a user name and a password (HTTP 407).',
          next: `Write them into HTTPS_PROXY (http://user:password@proxy:port), then ${restartInEnvironment}`,
        }
      : {
          what: `The proxy refuses the connection to ${site} (HTTP ${status}).`,
          next: `Ask its administrator to allow ${site}, or name the host in NO_PROXY.`,
        },
};

function tlsFailed({ reason, site, code }: JiraProblems['jira-tls-failed']): ProblemText {
  switch (reason) {
    case 'untrusted-authority':
      return {
        what: `The certificate of ${site} comes from an authority that this machine does not trust (${code}).`,
        next: `If a proxy of your company decrypts TLS, ${trustAuthority}`,
      };
    case 'certificate-outdated':
      return {
        what: `The certificate of ${site} is not valid today (${code}).`,
        next: `Check the clock of this machine. If a proxy of your company presents the certificate, ask its administrator for the current one and ${trustAuthority}`,
      };
    case 'certificate-of-another-host':
      return {
        what: `The server that answers at ${site} has the certificate of another host (${code}).`,
        next: `Check the setting "guardrail.jira.site" and sign in to the network if it asks for that. If a proxy of your company answers, ${trustAuthority}`,
      };
    case 'handshake':
      return {
        what: `No secure connection to ${site} is possible (${code}).`,
        next: `Check the setting "guardrail.jira.site" and the proxy. If a proxy of your company decrypts TLS, ${trustAuthority}`,
      };
  }
}

function quoted(said: string | undefined): string {
  return said === undefined ? '' : `: ${withoutFullStop(said)}`;
}
