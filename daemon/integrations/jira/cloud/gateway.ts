import { rejectedBy } from '../../../base/cancelled.ts';
import { Problem } from '../../../domain/problems/problem.ts';
import type { Route } from '../client.ts';
import { parseJson } from '../response-problem.ts';
import { isLoopback } from '../site.ts';
import { openTransport, type TransportOptions } from '../transport.ts';
import { tenantInfo, tenantPath } from './tenant.ts';

/** Atlassian's host for tokens with scopes and for service accounts, which a site itself refuses. */
const atlassianGateway = 'https://api.atlassian.com';
/** The user waits for it, and a site without it is no failure. */
const maxLookupMs = 5_000;

export interface GatewayOptions extends TransportOptions {
  /** Origin that replaces Atlassian's gateway. Only counts if it and the site are on this machine. */
  readonly gateway?: string | undefined;
}

/** A route to a Cloud site: the site itself, or Atlassian's gateway once the site refused the token. */
export interface GatewayRoute extends Route {
  /** Whether requests go through the gateway. */
  isThroughGateway(): boolean;
}

/**
 * Returns the route to a Cloud site. The gateway is tried once, and is used from then on if it accepts the
 * token. Its host is fixed: no response decides where a token is sent.
 */
export function gatewayRoute(
  site: string,
  onCall: (operation: string) => void,
  { gateway, ...options }: GatewayOptions = {},
): GatewayRoute {
  const isLocal = isLoopback(site);
  const origin = isLocal && gateway !== undefined && isLoopback(gateway) ? gateway : atlassianGateway;
  // A site on this machine is not Atlassian's.
  const hasGateway = !isLocal || origin === gateway;
  let inUse: string | undefined;
  let tried: Promise<string | undefined> | undefined;

  let isRefused = false;

  async function readAddress(): Promise<string | undefined> {
    const { signal } = new AbortController();
    const send = openTransport({ site }, onCall, options);
    const call = { operation: 'tenantInfo', signal, once: true, timeoutMs: maxLookupMs } as const;
    const { status, text } = await send({ url: site + tenantPath }, call);
    const parsed = tenantInfo.safeParse(status === 200 ? parseJson(text) : undefined);
    return parsed.success ? `${origin}/ex/jira/${parsed.data.cloudId}` : undefined;
  }

  return {
    current: () => inUse ?? site,
    async afterRefusal(refused, { signal }) {
      if (!hasGateway || isRefused || refused !== site) return undefined;
      tried ??= readAddress();
      try {
        return await Promise.race([tried, rejectedBy(signal)]);
      } catch (error) {
        signal.throwIfAborted();
        tried = undefined;
        // The refusal of the site itself says more.
        if (error instanceof Problem) return undefined;
        throw error;
      }
    },
    settle(address, isAccepted) {
      if (isAccepted) inUse = address;
      else isRefused = true;
    },
    isThroughGateway: () => inUse !== undefined,
  };
}
