import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpRequest } from '@smithy/types';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { readProxy } from '../../../base/proxy-address.ts';

const maxConnectMs = 4_000;
/** In the order of `getProxyForUrl`. */
const proxyVariables = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];

/** Pools of connections: one for hosts that are reached directly, and one per proxy. */
export interface Connections {
  readonly direct: NodeHttpHandler;
  /**
   * Returns the pool for a request, by the current values of HTTPS_PROXY, ALL_PROXY and NO_PROXY (also in
   * lower case). A request with http goes to this machine. It is sent directly, because a proxy could read
   * it.
   * @throws ProxyUnusable
   */
  to(request: Pick<HttpRequest, 'protocol' | 'hostname' | 'port'>): NodeHttpHandler;
  /** Closes all connections. */
  destroy(): void;
}

/** @param maxWaitMs Time until a response begins. */
export function openConnections(maxWaitMs: number): Connections {
  const open = (proxy?: string) =>
    new NodeHttpHandler({
      connectionTimeout: maxConnectMs,
      requestTimeout: maxWaitMs,
      throwOnRequestTimeout: true,
      ...(proxy !== undefined && { httpsAgent: new HttpsProxyAgent(proxy, { keepAlive: true }) }),
    });
  const direct = open();
  const byProxy = new Map<string, NodeHttpHandler>();
  return {
    direct,
    to({ protocol, hostname, port }) {
      const url = `https://${hostname}${port ? `:${port}` : ''}`;
      if (protocol !== 'https:' || getProxyForUrl(url) === '') return direct;
      const proxy = readProxy(process.env, proxyVariables);
      if (typeof proxy !== 'string') throw proxy;
      const pool = byProxy.get(proxy) ?? open(proxy);
      byProxy.set(proxy, pool);
      return pool;
    },
    destroy() {
      for (const pool of [direct, ...byProxy.values()]) pool.destroy();
    },
  };
}
