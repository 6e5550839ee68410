import tls from 'node:tls';
import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/**
 * Hosts on this machine are reached without a proxy. Only they may use http, and a proxy could read the
 * token.
 */
const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Makes `fetch` (and Jira's client, which uses it) go through HTTP(S)_PROXY / NO_PROXY. If VS Code trusts the
 * operating system's certificates, makes `fetch` trust them too. AWS's clients get their proxy in
 * `integrations/aws/connection/clients.ts`. Node itself reads NODE_EXTRA_CA_CERTS.
 */
export function useNetworkOf(env: Readonly<Record<string, string | undefined>>): void {
  const httpProxy = env.http_proxy || env.HTTP_PROXY || '';
  const httpsProxy = env.https_proxy || env.HTTPS_PROXY || '';
  const given = env.no_proxy || env.NO_PROXY || '';
  if (httpProxy || httpsProxy) {
    // undici accepts `*` only if it is the only entry.
    const noProxy = given === '*' ? given : [given, ...thisMachine].filter((hosts) => hosts !== '').join(',');
    setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy }));
  }
  if (env.GUARDRAIL_USE_SYSTEM_CA === '1') trustSystemCertificates();
}

/** Node has this API since 22.19 and 24.5. Earlier versions keep their own list of certificates. */
function trustSystemCertificates(): void {
  if (typeof tls.getCACertificates !== 'function' || typeof tls.setDefaultCACertificates !== 'function')
    return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
}
