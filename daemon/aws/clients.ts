import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentityProvider, MiddlewareStack } from '@smithy/types';
import { ProxyAgent } from 'proxy-agent';
import { Problem } from '../base/problem.ts';
import { type Calls, watchCalls } from './calls.ts';
import { accountCredentials, baseCredentials } from './credentials.ts';
import { safeEndpoint } from './endpoint.ts';
import type { AccountAccess, AwsAccess } from './reading.ts';
import { PatientWithLimits } from './retries.ts';

/** The clients of one identity. Each region's client is made once. */
export interface Clients {
  /** The region to start from. @throws Problem `aws-region-missing` */
  region(): Promise<string>;
  config(region: string): ConfigServiceClient;
  organizations(region: string): OrganizationsClient;
  guardDuty(region: string): GuardDutyClient;
  cloudFormation(region: string): CloudFormationClient;
  sts(region: string): STSClient;
}

export interface Aws {
  readonly base: Clients;
  of(account: AccountAccess): Clients;
  /** Ends the connections. Nothing can be sent afterwards. */
  close(): void;
}

/**
 * The only place where SDK clients are made. All share one pool of connections, through the proxy that the
 * environment names, if any; a connection that does not open in four seconds is given up.
 * @throws Problem `aws-endpoint-invalid`
 */
export function openAws(access: AwsAccess, onCall: Calls): Aws {
  const requestHandler = createHandler();
  const common = {
    requestHandler,
    ...(access.endpoint !== undefined && { endpoint: safeEndpoint(access.endpoint) }),
  };
  const inner = {
    clientConfig: { ...common, ...(access.region !== undefined && { region: access.region }) },
    plugin: watchCalls('sts', onCall),
  };
  const base = baseCredentials(access.profile, inner);

  function clientsOf(credentials: AwsCredentialIdentityProvider, profile: string | undefined): Clients {
    // A retry strategy keeps a budget: each client has its own, as each region has its own limits.
    const settings = () => ({
      ...common,
      credentials,
      retryStrategy: new PatientWithLimits(),
      ...(profile !== undefined && { profile }),
    });
    function perRegion<I extends object, O extends object, C>(
      service: string,
      create: (region: string) => C & { readonly middlewareStack: MiddlewareStack<I, O> },
    ): (region: string) => C {
      const made = new Map<string, C>();
      return (region) => {
        const known = made.get(region);
        if (known) return known;
        const client = create(region);
        client.middlewareStack.use(watchCalls(service, onCall));
        made.set(region, client);
        return client;
      };
    }
    return {
      async region() {
        if (access.region !== undefined) return access.region;
        try {
          return await new STSClient(settings()).config.region();
        } catch (error) {
          throw regionMissing(error);
        }
      },
      config: perRegion('config', (region) => new ConfigServiceClient({ ...settings(), region })),
      organizations: perRegion(
        'organizations',
        (region) => new OrganizationsClient({ ...settings(), region }),
      ),
      guardDuty: perRegion('guardduty', (region) => new GuardDutyClient({ ...settings(), region })),
      cloudFormation: perRegion(
        'cloudformation',
        (region) => new CloudFormationClient({ ...settings(), region }),
      ),
      sts: perRegion('sts', (region) => new STSClient({ ...settings(), region })),
    };
  }

  return {
    base: clientsOf(base, access.profile),
    of: (account) => clientsOf(accountCredentials(account, base, inner), account.profile ?? access.profile),
    close: () => requestHandler.destroy(),
  };
}

function createHandler(): NodeHttpHandler {
  const proxied = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].some(
    (name) => process.env[name] || process.env[name.toLowerCase()],
  );
  const agent = proxied ? new ProxyAgent({ keepAlive: true }) : undefined;
  return new NodeHttpHandler({
    connectionTimeout: 4_000,
    requestTimeout: 60_000,
    throwOnRequestTimeout: true,
    // Not for http: that is on this machine, and a proxy would read what is sent.
    ...(agent && { httpsAgent: agent }),
  });
}

function regionMissing(cause: unknown): Problem {
  return new Problem(
    'aws-region-missing',
    { en: 'No AWS region is configured.', ja: 'AWS のリージョンが設定されていません。' },
    {
      en: 'Set AWS_REGION, or `aws.region` in the configuration: the region of the Config aggregator.',
      ja: 'AWS_REGION または設定の `aws.region` に、Config アグリゲーターのリージョンを指定してください。',
    },
    cause,
  );
}
