/**
 * Config's advanced queries: SQL over one implicit table. It has no NULL, JOIN or DISTINCT, and accepts at
 * most 4,096 characters. A condition on an array matches across its elements, so arrays are filtered
 * afterwards. `accounts` narrows an aggregator's query; an account's own Config does not need it.
 */
type Accounts = readonly string[] | undefined;

/**
 * Returns queries for failing resources: one row per resource. Its `configRuleList` contains both rules that
 * fail and rules that do not.
 */
export function failingResources(accounts: Accounts): string[] {
  return forAccounts(
    `SELECT accountId, awsRegion, resourceId, configurationItemCaptureTime, configuration.targetResourceId, configuration.targetResourceType, configuration.complianceType, configuration.configRuleList WHERE resourceType = '${complianceType}' AND configuration.complianceType = 'NON_COMPLIANT'`,
    accounts,
  );
}

/** Returns queries for the account × regions that record compliance as resources. */
export function recordedCompliance(accounts: readonly string[]): string[] {
  return forAccounts(
    `SELECT accountId, awsRegion, COUNT(*) WHERE resourceType = '${complianceType}'`,
    accounts,
    ' GROUP BY accountId, awsRegion',
  );
}

export const complianceType = 'AWS::Config::ResourceCompliance';
export const stackType = 'AWS::CloudFormation::Stack';
/** An Elastic IP address. Its id is its allocation id in Config, and the address itself in CloudFormation. */
export const addressType = 'AWS::EC2::EIP';

/** Returns queries for the stacks that Config records: when they changed last, and their resources. */
export function recordedStacks(accounts: Accounts): string[] {
  return forAccounts(
    `SELECT accountId, awsRegion, resourceId, resourceName, arn, configuration.creationTime, configuration.lastUpdatedTime, configuration.stackStatus, supplementaryConfiguration.StackResourceSummaries WHERE resourceType = '${stackType}'`,
    accounts,
  );
}

export interface ResourceOfAccount {
  readonly account: string;
  readonly type: string;
  readonly id: string;
}

/**
 * Returns as few queries as their length allows for the name, ARN and tags of resources, and the address of
 * an Elastic IP. Neighbours share account and type, so that the lists which narrow a query stay short.
 */
export function resourceDetails(wanted: readonly ResourceOfAccount[], byAccount: boolean): string[] {
  const order = (resource: ResourceOfAccount) => `${resource.account}\t${resource.type}\t${resource.id}`;
  const sorted = wanted.filter(({ id, type }) => isQuotable(id) && isQuotable(type));
  sorted.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return expressions(sorted, (chunk) => {
    const accounts = byAccount ? ` AND accountId IN (${list(chunk.map(({ account }) => account))})` : '';
    const types = list(chunk.map(({ type }) => type));
    const ids = list(chunk.map(({ id }) => id));
    const address = chunk.some(({ type }) => type === addressType) ? ', configuration.publicIp' : '';
    return `SELECT accountId, awsRegion, resourceType, resourceId, resourceName, arn, tags${address} WHERE resourceType IN (${types}) AND resourceId IN (${ids})${accounts}`;
  });
}

const maxExpressionCharacters = 4096;

/** Distributes values over as few expressions as possible, in their order. */
export function expressions<T>(values: readonly T[], write: (chunk: readonly T[]) => string): string[] {
  const written: string[] = [];
  let chunk: T[] = [];
  for (const value of values) {
    if (chunk.length > 0 && write([...chunk, value]).length > maxExpressionCharacters) {
      written.push(write(chunk));
      chunk = [];
    }
    chunk.push(value);
  }
  if (chunk.length > 0) written.push(write(chunk));
  return written;
}

function forAccounts(query: string, accounts: Accounts, end = ''): string[] {
  if (accounts === undefined) return [query + end];
  return expressions(accounts, (chunk) => `${query} AND accountId IN (${list(chunk)})${end}`);
}

function list(values: readonly string[]): string {
  return [...new Set(values)].map((value) => `'${value}'`).join(', ');
}

/** The language documents no escape for quotes, so a value that contains a quote is not queried. */
function isQuotable(value: string): boolean {
  return /^[^'"\\%]+$/.test(value);
}
