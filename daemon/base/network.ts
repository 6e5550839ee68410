import tls from 'node:tls';
import { EnvHttpProxyAgent, Pool, setGlobalDispatcher } from 'undici';
import { type ProxyUnusable, readProxy } from './proxy-address.ts';

/**
 * Hosts on this machine are reached without a proxy. Only they may use http, and a proxy could read the
 * token.
 */
const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Makes `fetch` (and Jira's client, which uses it) go through HTTP(S)_PROXY / NO_PROXY. If a proxy's address
 * cannot be used, each request that needs it fails with `ProxyUnusable` as a cause. If VS Code trusts the
 * operating system's certificates, makes this process trust them too, AWS's clients included. Those get their
 * proxy in `integrations/aws/connection/connections.ts`. Node itself reads NODE_EXTRA_CA_CERTS.
 */
export function useNetworkOf(env: Readonly<Record<string, string | undefined>>): void {
  const unusable = new Map<string, ProxyUnusable>();
  /** undici takes addresses only. So an address that never resolves replaces one that cannot be used. */
  const addressOf = (proxy: string | ProxyUnusable, substitute: string) => {
    if (typeof proxy === 'string') return proxy;
    unusable.set(substitute, proxy);
    return substitute;
  };
  const httpProxy = addressOf(readProxy(env, ['http_proxy', 'HTTP_PROXY']), 'http://http.invalid');
  const httpsProxy = addressOf(readProxy(env, ['https_proxy', 'HTTPS_PROXY']), 'http://https.invalid');
  const given = env.no_proxy || env.NO_PROXY || '';
  if (httpProxy || httpsProxy) {
    // undici accepts `*` only if it is the only entry.
    const noProxy = given === '*' ? given : [given, ...thisMachine].filter((hosts) => hosts !== '').join(',');
    const clientFactory = (proxy: URL, options: object) => {
      const error = unusable.get(proxy.origin);
      return new Pool(proxy, error ? { connect: (_, callback) => callback(error, null) } : options);
    };
    setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy, clientFactory }));
  }
  if (env.GUARDRAIL_USE_SYSTEM_CA === '1') trustSystemCertificates();
}

/** Node has this API since 22.19 and 24.5. Earlier versions keep their own list of certificates. */
function trustSystemCertificates(): void {
  if (typeof tls.getCACertificates !== 'function' || typeof tls.setDefaultCACertificates !== 'function')
    return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
}
