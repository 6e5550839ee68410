import { memoize } from '../../base/memoize.ts';
import { jiraSiteInvalid } from './problems.ts';

/** A configured site, and the hosts that may be used without TLS. */
export interface ConfiguredSite {
  readonly site: string;
  /** Hosts for which the user of this machine allows http: `jira.example.com`, or with a port. */
  readonly allowHttp?: readonly string[];
}

/**
 * Returns the address of a configured Jira site without a trailing slash: `https://acme.atlassian.net`, or
 * with the context path of a Data Center site: `https://jira.example.com/jira`.
 *
 * A token is sent below it with every request, so only a plain address is accepted: https, or http on
 * loopback and for the hosts that the machine allows; without user name, query, fragment or a path that a
 * parser changes, which a reader of the setting could overlook. Trailing slashes do not count.
 * @throws Problem `jira-site-invalid`
 */
export function addressOf({ site, allowHttp = [] }: ConfiguredSite): string {
  const found = plainAddress(site);
  if (!found) throw jiraSiteInvalid(site);
  if (!isPrivate(found.url, allowHttp)) throw jiraSiteInvalid(site, found.url.host);
  return found.address;
}

/**
 * Returns the URL of a ticket's page; empty if the configured site is not an address to which a token may be
 * sent.
 */
export function ticketPage({ site, allowHttp = [] }: ConfiguredSite, key: string): string {
  const found = ticketPages(site);
  if (!found || !isPrivate(found.url, allowHttp)) return '';
  return found.start + encodeURIComponent(key);
}

/** Where the pages of a configured site begin. The pages of thousands of tickets share this text. */
const ticketPages = memoize((site: string) => {
  const found = plainAddress(site);
  return found && { url: found.url, start: `${found.address}/browse/` };
});

/** Returns whether the address is on this machine, like that of the sandbox. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && isLoopbackHost(new URL(address).hostname);
}

/** Returns whether Atlassian itself serves the host, so that the site is Jira Cloud and has no context path. */
export function isAtlassianHost({ hostname }: URL): boolean {
  return /\.(atlassian\.net|jira\.com)$/.test(hostname);
}

const plainForm = /^(https?:\/\/[^/?#\\@\s]+)((?:\/[\w.~-]+)*)\/*$/i;

/** Returns the address if the parser does not drop, resolve or decode any part of it. */
function plainAddress(site: string): { readonly url: URL; readonly address: string } | undefined {
  const [, origin = '', path = ''] = plainForm.exec(site) ?? [];
  const url = URL.canParse(origin + path) ? new URL(origin + path) : undefined;
  if (!url || (path !== '' && isAtlassianHost(url))) return undefined;
  const port = url.protocol === 'https:' ? ':443' : ':80';
  const written = origin.toLowerCase();
  if (written !== url.origin && written !== url.origin + port) return undefined;
  return url.pathname === (path || '/') ? { url, address: url.origin + path } : undefined;
}

function isPrivate({ protocol, hostname, host }: URL, allowHttp: readonly string[]): boolean {
  if (protocol === 'https:' || isLoopbackHost(hostname)) return true;
  return allowHttp.some((allowed) => [hostname, host].includes(allowed.trim().toLowerCase()));
}

function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
