import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider, MiddlewareStack } from '@smithy/types';
import { createSecrets } from '../../../base/secrets.ts';
import type { AccountAccess, AwsAccess } from '../../../domain/accounts/access.ts';
import { problem } from '../../../domain/problems/problem.ts';
import { type CredentialCache, createCredentialCache } from '../credentials/cache.ts';
import { openCredentials } from '../credentials/credentials.ts';
import { type Calls, watchCalls } from './calls.ts';
import { safeEndpoint } from './endpoint.ts';
import { type CallFailed, isOfCredentials } from './errors.ts';
import { type AnswerLimits, answerLimits, createHandler } from './http-handler.ts';
import { ThrottlingRetryStrategy } from './retries.ts';

/** The clients of one identity. Each region's client is created once. */
export interface Clients {
  /** Resolves to the region to start from. @throws Problem `aws-region-missing` */
  region(): Promise<string>;
  config(region: string): ConfigServiceClient;
  organizations(region: string): OrganizationsClient;
  account(region: string): AccountClient;
  guardDuty(region: string): GuardDutyClient;
  cloudFormation(region: string): CloudFormationClient;
  sts(region: string): STSClient;
}

export interface Aws {
  readonly base: Clients;
  of(account: AccountAccess): Clients;
  /** Ends the connections. After that, no requests can be sent. */
  close(): void;
}

/**
 * Creates the SDK clients; no other function does. All share one handler, its connections
 * and its limits (`createHandler`).
 * @param kept Credentials of earlier runs. Those that AWS refuses are forgotten.
 * @throws Problem `aws-endpoint-invalid`
 */
export function openAws(
  access: AwsAccess,
  onCall: Calls,
  kept: CredentialCache = createCredentialCache(createSecrets()),
  limits: AnswerLimits = answerLimits,
): Aws {
  const handler = createHandler(limits);
  const endpoint = access.endpoint === undefined ? undefined : safeEndpoint(access.endpoint);
  const common = { requestHandler: handler, ...(endpoint !== undefined && { endpoint }) };
  const watching = {
    onCall,
    mask: kept.mask,
    onFailed: (failed: CallFailed) => isOfCredentials(failed) && kept.forget(),
  };
  const credentials = openCredentials({
    profile: access.profile,
    region: access.region,
    endpoint,
    handler,
    plugin: () => watchCalls('sts', watching),
    cache: kept,
  });

  function clientsOf(credentials: AwsCredentialIdentityProvider, profile: string | undefined): Clients {
    // A retry strategy has a budget. Each client has its own, because each region has its own limits.
    const settings = () => ({
      ...common,
      credentials,
      retryStrategy: new ThrottlingRetryStrategy(),
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
        client.middlewareStack.use(watchCalls(service, watching));
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
          throw problem('aws-region-missing', {}, { cause: error });
        }
      },
      config: perRegion('config', (region) => new ConfigServiceClient({ ...settings(), region })),
      organizations: perRegion(
        'organizations',
        (region) => new OrganizationsClient({ ...settings(), region }),
      ),
      account: perRegion('account', (region) => new AccountClient({ ...settings(), region })),
      guardDuty: perRegion('guardduty', (region) => new GuardDutyClient({ ...settings(), region })),
      cloudFormation: perRegion(
        'cloudformation',
        (region) => new CloudFormationClient({ ...settings(), region }),
      ),
      sts: perRegion('sts', (region) => new STSClient({ ...settings(), region })),
    };
  }

  return {
    base: clientsOf(credentials.base(), access.profile),
    of: (account) => clientsOf(credentials.ofAccount(account), account.profile ?? access.profile),
    close: () => handler.destroy(),
  };
}
