import type { Source } from '#protocol/findings.ts';
import type { Whose } from '../../domain/problems/aws.ts';
import type { Clients } from './connection/clients.ts';
import type { FindingSource } from './finding-source.ts';
import { guardDutySource } from './guardduty/reader.ts';

/** One identity reads some accounts in one region. */
export interface RegionalRead {
  readonly clients: Clients;
  /** The account of the clients' credentials. */
  readonly caller: string;
  readonly accounts: readonly string[];
  readonly region: string;
  readonly whose?: Whose;
}

/**
 * The sources next to Config that every strategy reads, region by region. Config has a reader for each strategy. A new
 * service is one more line here.
 */
export const regionalSources = {
  guardduty: ({ clients, ...read }) => guardDutySource({ ...read, client: clients.guardDuty(read.region) }),
} satisfies Partial<Record<Source, (read: RegionalRead) => FindingSource>>;

/** Returns every regional source for one identity and region. */
export function openRegionalSources(read: RegionalRead): FindingSource[] {
  return Object.values(regionalSources).map((open) => open(read));
}

/** Everything that is read of each account × region. */
export const readSources = ['config', ...(Object.keys(regionalSources) as Source[]), 'stacks'] as const;
