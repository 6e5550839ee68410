import tls from 'node:tls';
import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/**
 * Hosts on this machine are reached without a proxy: they alone may use http, and a proxy would read its token.
 */
const thisMachine = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Lets `fetch` (and with it Jira's client) go through HTTP(S)_PROXY / NO_PROXY, and, if VS Code trusts the
 * operating system's certificates, trusts them too. AWS's clients take their proxy in `aws/clients.ts`.
 * NODE_EXTRA_CA_CERTS is Node's own and needs nothing here.
 */
export function useNetworkOf(env: Readonly<Record<string, string | undefined>>): void {
  const httpProxy = env.http_proxy || env.HTTP_PROXY || '';
  const httpsProxy = env.https_proxy || env.HTTPS_PROXY || '';
  const given = env.no_proxy || env.NO_PROXY || '';
  if (httpProxy || httpsProxy) {
    // undici accepts `*` only alone.
    const noProxy = given === '*' ? given : [given, ...thisMachine].filter((hosts) => hosts !== '').join(',');
    setGlobalDispatcher(new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy }));
  }
  if (env.GUARDRAIL_USE_SYSTEM_CA === '1') trustSystemCertificates();
}

/** Node has this since 22.19 and 24.5; earlier ones keep their own list. */
function trustSystemCertificates(): void {
  if (typeof tls.getCACertificates !== 'function' || typeof tls.setDefaultCACertificates !== 'function')
    return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
}
