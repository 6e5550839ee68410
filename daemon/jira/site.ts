import { jiraSiteInvalid } from './problems.ts';

/**
 * The origin of a configured Jira site: `https://acme.atlassian.net`.
 *
 * A token is sent there with every request, so nothing but a plain origin is taken: https, or http on loopback;
 * no user name, path, query or fragment, which a reader of the setting could overlook.
 * @throws Problem `jira-site-invalid`
 */
export function originOf(site: string): string {
  const url = URL.canParse(site) ? new URL(site) : undefined;
  if (url === undefined || !isPlain(site, url) || !isPrivate(url)) throw jiraSiteInvalid(site);
  return url.origin;
}

/** What was written is what is meant: the parser had nothing to drop, resolve or decode. */
function isPlain(site: string, url: URL): boolean {
  const written = site.toLowerCase().replace(/\/$/, '');
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
