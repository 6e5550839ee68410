import {
  type AggregatedSourceStatus,
  type AggregatedSourceStatusType,
  type ConfigurationAggregator,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationAggregatorsCommand,
} from '@aws-sdk/client-config-service';
import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import { type Note, note } from '../../../domain/problems/note.ts';
import { problem as problemWith } from '../../../domain/problems/problem.ts';
import { codeOf, passingProblem } from '../connection/errors.ts';
import { pages } from '../connection/pages.ts';
import type { ConfigApi } from './client.ts';
import { listIn, unexpectedAnswer } from './unread.ts';

export interface Aggregator {
  readonly name: string;
  /** The regions in its definition. Absent: it collects from all regions. */
  readonly regions?: readonly string[];
  /** Why other aggregators, which may cover more, are not known. */
  readonly othersUnknown?: Note;
}

/**
 * Resolves to the aggregator to query: the configured one, else the one in this region that covers the most.
 * @throws Problem `aggregator-missing`
 */
export async function findAggregator(
  client: ConfigApi,
  region: string,
  name: string | undefined,
  signal: AbortSignal,
): Promise<Aggregator> {
  const found: ConfigurationAggregator[] = [];
  const read = (NextToken: string | undefined) =>
    client.send(
      new DescribeConfigurationAggregatorsCommand({
        NextToken,
        ...(name !== undefined && { ConfigurationAggregatorNames: [name] }),
      }),
      { abortSignal: signal },
    );
  let othersUnknown: Note | undefined;
  try {
    for await (const page of pages(read))
      found.push(...(listIn(page.ConfigurationAggregators) ?? []).filter((each) => each !== null));
  } catch (error) {
    if (codeOf(error) !== 'NoSuchConfigurationAggregatorException') {
      if (found.length === 0) throw error;
      othersUnknown = passingProblem(error, { region });
    }
  }
  const widest = found.sort((a, b) => reachOf(b) - reachOf(a))[0];
  if (widest?.ConfigurationAggregatorName === undefined)
    throw problemWith('aggregator-missing', name === undefined ? { region } : { region, name });
  const regions = listedRegions(widest);
  const aggregator = widest.ConfigurationAggregatorName;
  return { name: aggregator, ...(regions && { regions }), ...(othersUnknown && { othersUnknown }) };
}

function reachOf({
  OrganizationAggregationSource,
  AccountAggregationSources,
}: ConfigurationAggregator): number {
  const regions = (source: { AllAwsRegions?: boolean | undefined; AwsRegions?: string[] | undefined }) =>
    source.AllAwsRegions ? 1_000 : (source.AwsRegions?.length ?? 0);
  if (OrganizationAggregationSource) return 1_000_000 * regions(OrganizationAggregationSource);
  const sources = AccountAggregationSources ?? [];
  return sources.reduce((sum, source) => sum + (source.AccountIds?.length ?? 0) * regions(source), 0);
}

function listedRegions({
  OrganizationAggregationSource,
  AccountAggregationSources = [],
}: ConfigurationAggregator): string[] | undefined {
  const sources = OrganizationAggregationSource ? [OrganizationAggregationSource] : AccountAggregationSources;
  if (sources.some(({ AllAwsRegions }) => AllAwsRegions)) return undefined;
  const regions = new Set(sources.flatMap(({ AwsRegions = [] }) => AwsRegions));
  return regions.size === 0 ? undefined : [...regions];
}

/** An account × region of an aggregator, with a problem if its data is missing or out of date. */
export interface AggregatedRegion extends AccountRegion {
  readonly problem?: Note;
}

/**
 * Resolves to every account × region of these accounts that the aggregator should contain. If it contains
 * data of all of them except those that it reports as failing, no further calls are needed.
 *
 * Calls: 1 per 100 failing sources. Otherwise, and if it collects from all regions (only its sources show
 * which these are), accounts × regions of the whole organization ÷ 100 more, because the call cannot be
 * narrowed to accounts. If the sources cannot be listed, every account × region that is known otherwise has
 * that problem.
 */
export async function aggregatedRegions(
  client: ConfigApi,
  aggregator: Aggregator,
  accounts: readonly string[],
  known: KnownRegions,
  signal: AbortSignal,
): Promise<AggregatedRegion[]> {
  try {
    return await askRegions(client, aggregator, accounts, known, signal);
  } catch (error) {
    const problem = passingProblem(error, { region: known.home });
    const collected = [...known.recordedIn].map((name) => name.split(' ')[1] ?? known.home);
    const regions = new Set(aggregator.regions ?? (collected.length > 0 ? collected : [known.home]));
    return accounts.flatMap((account) => [...regions].sort().map((region) => ({ account, region, problem })));
  }
}

interface KnownRegions {
  /** Account × regions (`keyOfAccountRegion`) of which the aggregator contains data. */
  readonly recordedIn: ReadonlySet<string>;
  /** See `regionsFrom`. */
  readonly home: string;
}

async function askRegions(
  client: ConfigApi,
  { name, regions }: Aggregator,
  accounts: readonly string[],
  known: KnownRegions,
  signal: AbortSignal,
): Promise<AggregatedRegion[]> {
  if (regions) {
    const failing = await sourcesOf(client, name, signal, ['FAILED', 'OUTDATED']);
    const problems = new Map(
      failing.map((status) => [
        keyOfAccountRegion({ account: status.SourceId ?? '', region: status.AwsRegion ?? '' }),
        problemOfSource(status),
      ]),
    );
    const expected = accounts.flatMap((account) => regions.toSorted().map((region) => ({ account, region })));
    const isKnown = (each: AccountRegion) =>
      known.recordedIn.has(keyOfAccountRegion(each)) || problems.has(keyOfAccountRegion(each));
    // The organization's own status applies only to accounts without a status of their own, and those are not
    // in this list.
    const isByAccount = failing.every(({ SourceType }) => SourceType !== 'ORGANIZATION');
    if (isByAccount && expected.every(isKnown)) {
      return expected.map((each) => withProblem(each, problems.get(keyOfAccountRegion(each))));
    }
  }
  return regionsFrom(await sourcesOf(client, name, signal), accounts, known.home);
}

async function sourcesOf(
  client: ConfigApi,
  aggregator: string,
  signal: AbortSignal,
  UpdateStatus?: AggregatedSourceStatusType[],
): Promise<AggregatedSourceStatus[]> {
  const statuses: AggregatedSourceStatus[] = [];
  const read = (NextToken: string | undefined) =>
    client.send(
      new DescribeConfigurationAggregatorSourcesStatusCommand({
        ConfigurationAggregatorName: aggregator,
        Limit: 100,
        NextToken,
        ...(UpdateStatus && { UpdateStatus }),
      }),
      { abortSignal: signal },
    );
  for await (const page of pages(read)) {
    const list = listIn(page.AggregatedSourceStatusList);
    if (!list?.every(namesAccountRegion))
      throw unexpectedAnswer('config:DescribeConfigurationAggregatorSourcesStatus');
    statuses.push(...list);
  }
  return statuses;
}

function namesAccountRegion(status: AggregatedSourceStatus): boolean {
  return typeof status?.SourceId === 'string' && typeof status.AwsRegion === 'string';
}

/**
 * Returns every account × region of these accounts that the aggregator should contain. One from which it
 * never collected has that problem, because an account that joined recently must not look clean.
 * @param home The region to return if an aggregator has collected nothing.
 */
export function regionsFrom(
  statuses: readonly AggregatedSourceStatus[],
  accounts: readonly string[],
  home: string,
): AggregatedRegion[] {
  const byKey = new Map<string, AggregatedSourceStatus>();
  const regions = new Set<string>();
  for (const status of statuses) {
    if (!status.AwsRegion || !status.SourceId) continue;
    regions.add(status.AwsRegion);
    // A status of the whole organization applies to accounts without a status of their own.
    const owner = status.SourceType === 'ORGANIZATION' ? '' : status.SourceId;
    byKey.set(`${owner} ${status.AwsRegion}`, status);
  }
  if (regions.size === 0) regions.add(home);
  return accounts.flatMap((account) =>
    [...regions].sort().map((region) => {
      const status = byKey.get(`${account} ${region}`) ?? byKey.get(` ${region}`);
      return withProblem({ account, region }, problemOfSource(status));
    }),
  );
}

function withProblem(accountRegion: AccountRegion, problem: Note | undefined): AggregatedRegion {
  return problem ? { ...accountRegion, problem } : accountRegion;
}

function problemOfSource(status: AggregatedSourceStatus | undefined): Note | undefined {
  const { LastUpdateStatus: state, LastErrorCode: errorCode } = status ?? {};
  if (state === 'SUCCEEDED') return undefined;
  const facts = errorCode ? { errorCode } : {};
  if (state === 'OUTDATED') return note('aggregator-outdated', facts);
  return state === 'FAILED' ? note('aggregator-failed', facts) : note('aggregator-without-account', {});
}
