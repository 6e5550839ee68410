export type ProxyFault =
  /** `proxy.example.com:8080` */
  | 'no-scheme'
  | 'socks'
  /** A script that chooses a proxy (PAC). */
  | 'script'
  /** Neither `http:` nor `https:`. */
  | 'other-scheme'
  /** Not a URL, or a user or password that is not percent-encoded. */
  | 'malformed';

/** `setting`: the environment variable, or `http.proxy` if the editor's setting is the source of its value. */
export interface UnusableProxy {
  readonly setting: string;
  readonly fault: ProxyFault;
}

/** Contains no part of the address, because an address may contain a password. */
export class ProxyUnusable extends Error {
  override readonly name = 'ProxyUnusable';
  readonly facts: UnusableProxy;

  constructor(facts: UnusableProxy) {
    super(`${facts.setting} cannot be used: ${facts.fault}`);
    this.facts = facts;
  }
}

/**
 * Returns the proxy's address from the first of these variables that is not empty; '' if all are. Returns an
 * error if the address cannot be used: the clients of AWS and of Jira would fail in different ways.
 */
export function readProxy(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): string | ProxyUnusable {
  const variable = names.find((name) => env[name]);
  if (variable === undefined) return '';
  const address = env[variable] ?? '';
  const fault = faultOf(address);
  if (fault === undefined) return address;
  // The extension passes the editor's setting on in these two variables.
  const isOfEditor = env.GUARDRAIL_PROXY_OF_EDITOR === '1' && /^HTTPS?_PROXY$/.test(variable);
  return new ProxyUnusable({ setting: isOfEditor ? 'http.proxy' : variable, fault });
}

function faultOf(address: string): ProxyFault | undefined {
  const scheme = /^\s*([a-z][a-z\d+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme === undefined) return address.includes('://') ? 'malformed' : 'no-scheme';
  if (scheme.startsWith('socks')) return 'socks';
  if (scheme.startsWith('pac+')) return 'script';
  if (scheme !== 'http' && scheme !== 'https') return 'other-scheme';
  // The error of `new URL` would contain the address.
  if (!URL.canParse(address)) return 'malformed';
  const { username, password, pathname, search, hash } = new URL(address);
  if (pathname.endsWith('.pac')) return 'script';
  // A `/`, `?` or `#` in a password ends the host early, so that the `@` comes after it.
  const isSplit = `${pathname}${search}${hash}`.includes('@');
  return isSplit || !isDecodable(username) || !isDecodable(password) ? 'malformed' : undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
