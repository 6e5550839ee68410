import { jiraSiteInvalid } from './problems.ts';

/**
 * Returns the origin of a configured Jira site: `https://acme.atlassian.net`.
 *
 * A token is sent there with every request, so only a plain origin is accepted: https, or http on loopback;
 * without user name, path, query or fragment, which a reader of the setting could overlook. Trailing slashes
 * do not count as a path.
 * @throws Problem `jira-site-invalid`
 */
export function originOf(site: string): string {
  const origin = soundOrigin(site);
  if (origin === undefined) throw jiraSiteInvalid(site);
  return origin;
}

/**
 * Returns the URL of a ticket's page; empty if the configured site is not a URL to which a token may be sent.
 */
export function ticketPage(site: string, key: string): string {
  const origin = soundOrigin(site);
  return origin === undefined ? '' : `${origin}/browse/${encodeURIComponent(key)}`;
}

function soundOrigin(site: string): string | undefined {
  const url = URL.canParse(site) ? new URL(site) : undefined;
  return url && isPlain(site, url) && isPrivate(url) ? url.origin : undefined;
}

/** Returns whether the parser did not drop, resolve or decode any part. */
function isPlain(site: string, url: URL): boolean {
  const written = site.toLowerCase().replace(/\/+$/, '');
  const port = url.protocol === 'https:' ? ':443' : ':80';
  return written === url.origin || written === url.origin + port;
}

function isPrivate({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  return (
    protocol === 'http:' &&
    (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname))
  );
}
