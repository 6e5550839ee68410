import tls from 'node:tls';
import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';

/**
 * Lets `fetch` (and with it Jira's client) go through HTTP(S)_PROXY / NO_PROXY, and, where VS Code trusts the
 * operating system's certificates, trusts them too. AWS's clients take their proxy in `aws/clients.ts`.
 * NODE_EXTRA_CA_CERTS is Node's own and needs nothing here.
 */
export function useNetworkOf(env: Readonly<Record<string, string | undefined>>): void {
  const proxied = env.HTTP_PROXY || env.http_proxy || env.HTTPS_PROXY || env.https_proxy;
  if (proxied) setGlobalDispatcher(new EnvHttpProxyAgent());
  if (env.GUARDRAIL_USE_SYSTEM_CA === '1') trustSystemCertificates();
}

/** Node has this since 22.19 and 24.5; earlier ones keep their own list. */
function trustSystemCertificates(): void {
  if (typeof tls.getCACertificates !== 'function' || typeof tls.setDefaultCACertificates !== 'function')
    return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...tls.getCACertificates('system')]);
}
