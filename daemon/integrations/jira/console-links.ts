import { consoleHosts } from '#protocol/console.ts';

/** Limits of one description. AWS's own addresses of a page are shorter. */
const maxAddressCharacters = 4_000;
const maxLinks = 50;

const hosts = Object.values(consoleHosts);

/**
 * Returns the addresses that lead to the AWS console: they contain the id of a resource and its region. They are only matched,
 * never opened.
 */
export function consoleLinksIn(addresses: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const address of addresses) {
    if (address.length > maxAddressCharacters || !URL.canParse(address)) continue;
    const { hostname } = new URL(address);
    if (hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))) found.add(address);
    if (found.size >= maxLinks) break;
  }
  return [...found];
}
