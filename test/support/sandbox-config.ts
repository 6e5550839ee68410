import {
  ConfigServiceClient,
  paginateSelectAggregateResourceConfig,
  paginateSelectResourceConfig,
  type SelectAggregateResourceConfigCommandInput,
} from '@aws-sdk/client-config-service';
import { startAws } from '../../daemon/sandbox/aws/server.ts';
import { accounts, bucket, evaluation, home, smallWorld, stack, user } from './small-world.ts';

/** The name of the organization's aggregator. */
export const aggregator = 'organization';
/** The rule that most buckets of the world fail. */
export const rule = 's3-bucket-level-public-access-prohibited';
/** A condition of queries: compliance rows that fail. */
export const failing =
  "resourceType = 'AWS::Config::ResourceCompliance' AND configuration.complianceType = 'NON_COMPLIANT'";

export type SandboxConfig = Awaited<ReturnType<typeof openSandboxConfig>>;

/** Starts the sandbox's AWS with a small world, for tests of AWS Config's interface. The caller closes `aws`. */
export async function openSandboxConfig() {
  const many = Array.from({ length: 60 }, (_, index) => bucket(`logs-${String(index).padStart(2, '0')}`));
  const world = smallWorld({
    resources: [
      ...many,
      bucket('mixed', {
        evaluations: [
          evaluation({ ruleName: 'encrypted', identifier: 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED' }),
          evaluation({ compliance: 'COMPLIANT' }),
        ],
        tags: { team: 'payments', 'aws:cloudformation:stack-name': 'site' },
      }),
      bucket('fine', { evaluations: [evaluation({ compliance: 'COMPLIANT' })] }),
      bucket('shop', { account: accounts.checkout, region: 'us-east-1' }),
      user('sato'),
      user('payments-root', { type: 'AWS::::Account', id: accounts.payments }),
    ],
    stacks: [stack('site', ['mixed']), stack('unrecorded', ['fine'], { recorded: false })],
  });
  const aws = await startAws(world);
  const clientOf = (account: string, region = home) =>
    new ConfigServiceClient({
      region,
      maxAttempts: 1,
      endpoint: aws.url,
      credentials: aws.credentialsOf(account),
    });
  const security = clientOf(accounts.security);
  const payments = clientOf(accounts.payments);

  /** Runs a query of the aggregator to its end. Resolves to the size of each page and all rows. */
  async function select(Expression: string, more: Partial<SelectAggregateResourceConfigCommandInput> = {}) {
    const pages = await all(
      paginateSelectAggregateResourceConfig(
        { client: security },
        { Expression, ConfigurationAggregatorName: aggregator, ...more },
      ),
    );
    return {
      sizes: pages.map(({ Results = [] }) => Results.length),
      rows: pages.flatMap(({ Results = [] }) =>
        Results.map((row) => JSON.parse(row) as Record<string, unknown>),
      ),
    };
  }

  /** Runs a query of the client's own account and region to its end. Resolves to all rows. */
  async function selectOwn(client: ConfigServiceClient, Expression: string) {
    const pages = await all(paginateSelectResourceConfig({ client }, { Expression }));
    return pages.flatMap(({ Results = [] }) =>
      Results.map((row) => JSON.parse(row) as Record<string, unknown>),
    );
  }

  return { aws, world, security, payments, clientOf, select, selectOwn };
}

/** Resolves to all pages. */
export async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

/** Returns the name of an error. */
export const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
