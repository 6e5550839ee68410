import {
  GetDetectorCommand,
  GetFindingsCommand,
  GetMembersCommand,
  type GuardDutyClient,
  ListDetectorsCommand,
  ListFindingsCommand,
} from '@aws-sdk/client-guardduty';
import type { Observation } from '../../../domain/findings/finding.ts';
import { listIn, unexpectedAnswer } from '../config/unread.ts';
import { chunksOf, pages } from '../connection/pages.ts';
import { findingFrom } from './rows.ts';

export type GuardDutyApi = Pick<GuardDutyClient, 'send'>;

/** The maximum number of ids in a call, and of values in a criterion. */
const maxIds = 50;

/** A suspended detector keeps its findings and creates no new ones. */
export interface Detector {
  readonly id: string;
  readonly isSuspended: boolean;
}

/**
 * Resolves to the region's detector. An account has one per region. `undefined`: GuardDuty is off there.
 * Calls: 2.
 * @throws Problem `aws-answer-unreadable`
 */
export async function findDetector(client: GuardDutyApi, signal: AbortSignal): Promise<Detector | undefined> {
  const options = { abortSignal: signal };
  const { DetectorIds } = await client.send(new ListDetectorsCommand({}), options);
  const ids = listIn(DetectorIds);
  const [id] = ids ?? [];
  if (!ids || (ids.length > 0 && !isId(id))) throw unexpectedAnswer('guardduty:ListDetectors');
  if (id === undefined) return undefined;
  const { Status } = await client.send(new GetDetectorCommand({ DetectorId: id }), options);
  if (Status !== 'ENABLED' && Status !== 'DISABLED') throw unexpectedAnswer('guardduty:GetDetector');
  return { id, isSuspended: Status === 'DISABLED' };
}

/** One page of current findings. */
export interface FindingsPage {
  readonly observations: readonly Observation[];
  /** Accounts with a finding that was listed but could not be read. */
  readonly unread: readonly string[];
}

/**
 * Yields the current findings of these accounts, page by page. An administrator's detector has those of all
 * its members. An id that is listed but not returned is requested once again. Calls: 2 per 50 findings, and
 * at least 1 per 50 accounts.
 */
export async function* currentFindings(
  client: GuardDutyApi,
  detector: string,
  { accounts, region }: { readonly accounts: readonly string[]; readonly region: string },
  signal: AbortSignal,
): AsyncGenerator<FindingsPage> {
  const options = { abortSignal: signal };
  for (const some of chunksOf(accounts, maxIds)) {
    const Criterion = {
      'service.archived': { Equals: ['false'] },
      accountId: { Equals: some },
    };
    const read = (NextToken: string | undefined) =>
      client.send(
        new ListFindingsCommand({
          DetectorId: detector,
          FindingCriteria: { Criterion },
          MaxResults: maxIds,
          NextToken,
        }),
        options,
      );
    for await (const { FindingIds } of pages(read)) {
      const listed = listIn(FindingIds);
      const ids = (listed ?? []).filter(isId);
      const isWhole = listed !== undefined && ids.length === listed.length;
      const read = await findings(ids, new Set(some));
      yield { observations: read.observations, unread: isWhole && read.isWhole ? [] : some };
    }
  }

  async function findings(ids: readonly string[], of: ReadonlySet<string>) {
    const observations: Observation[] = [];
    const open = new Set(ids);
    for (let attempt = 0; attempt < 2 && open.size > 0; attempt++) {
      const asked = new GetFindingsCommand({ DetectorId: detector, FindingIds: [...open] });
      const { Findings } = await client.send(asked, options);
      for (const finding of listIn(Findings) ?? []) {
        const found = findingFrom(finding);
        if (!found || !of.has(found.account) || found.region !== region || !open.delete(found.id)) continue;
        if (found.observation) observations.push(found.observation);
      }
    }
    return { observations, isWhole: open.size === 0 };
  }
}

/** The accounts of which a detector has no findings, or only old ones. */
export interface Membership {
  /** Accounts that are not members, or not any more. The detector has no findings of them. */
  readonly others: readonly string[];
  /** Members whose GuardDuty is suspended. */
  readonly suspended: readonly string[];
  /** Members that have not enabled the region. */
  readonly withoutRegion: readonly string[];
}

/** Resolves to the relation of these accounts to the detector's account. Calls: 1 per 50 accounts. */
export async function membershipOf(
  client: GuardDutyApi,
  detector: string,
  accounts: readonly string[],
  signal: AbortSignal,
): Promise<Membership> {
  const status = new Map<string | undefined, string | undefined>();
  for (const AccountIds of chunksOf(accounts, maxIds)) {
    const { Members } = await client.send(new GetMembersCommand({ DetectorId: detector, AccountIds }), {
      abortSignal: signal,
    });
    for (const member of listIn(Members) ?? []) status.set(member?.AccountId, member?.RelationshipStatus);
  }
  const having = (wanted: string) => accounts.filter((account) => status.get(account) === wanted);
  const others = accounts.filter((account) => !memberStatuses.has(status.get(account) ?? ''));
  return { others, suspended: having('Disabled'), withoutRegion: having('RegionDisabled') };
}

const memberStatuses = new Set(['Enabled', 'Disabled', 'RegionDisabled']);

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '';
}
