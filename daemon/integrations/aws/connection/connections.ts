import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpRequest } from '@smithy/types';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

const maxConnectMs = 4_000;

/** Pools of connections: one for hosts that are reached directly, and one per proxy. */
export interface Connections {
  readonly direct: NodeHttpHandler;
  /**
   * Returns the pool for a request, by the current values of HTTPS_PROXY, ALL_PROXY and NO_PROXY (also in
   * lower case). A request with http goes to this machine. It is sent directly, because a proxy could read
   * it.
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
      const proxy =
        protocol === 'https:' ? getProxyForUrl(`https://${hostname}${port ? `:${port}` : ''}`) : '';
      if (proxy === '') return direct;
      const pool = byProxy.get(proxy) ?? open(proxy);
      byProxy.set(proxy, pool);
      return pool;
    },
    destroy() {
      for (const pool of [direct, ...byProxy.values()]) pool.destroy();
    },
  };
}
