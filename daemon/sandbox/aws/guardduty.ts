import { z } from 'zod';
import type { GuardDutyFinding, World } from '../model.ts';
import { type Call, checked, type Operations, type Violation } from './call.ts';
import type { FaultState } from './faults.ts';
import { fieldValues } from './fields.ts';
import { criteria, meets } from './guardduty-criteria.ts';
import { findingOutput } from './guardduty-finding.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';
import { stableId } from './stable-ids.ts';

const maxItems = 50;

const bad = (why: string) => new Refusal('BadRequestException', `The request is rejected because ${why}`);

const operation = checked(([{ path, kind }]) => bad(`the input ${path} is ${wordsFor[kind]}.`));
const wordsFor = {
  missing: 'required',
  type: 'invalid',
  pattern: 'invalid',
  enum: 'invalid',
  high: 'out of bounds',
  low: 'out of bounds',
} satisfies Record<Violation['kind'], string>;

const size = z.coerce.number().int().min(1).max(maxItems).default(maxItems);
const detectorId = z.string().min(1).max(300);
const sortCriteria = z
  .object({ attributeName: z.string(), orderBy: z.enum(['ASC', 'DESC']).default('ASC') })
  .optional();

/**
 * Returns GuardDuty's operations. GuardDuty is on in every region of the world, with one detector for each account and region.
 * The delegated administrator's detectors hold the findings of all members in their region.
 */
export function guardDutyOperations(world: World, faults: FaultState): Operations {
  const byRegion = Map.groupBy(world.guardduty, ({ region }) => region);
  const detectors = new Map(
    world.guardduty.map((finding) => [`${finding.account} ${finding.region}`, finding.detectorId]),
  );

  const accounts = new Map(world.accounts.map(({ id, email }) => [id, email]));

  function detectorIn(account: string, region: string): string {
    const place = `${account} ${region}`;
    return detectors.get(place) ?? stableId(32, 'detector', String(world.seed), place);
  }

  function detectorOf({ identity: { account }, region }: Call): string | undefined {
    if (!world.regions.includes(region) || faults.detectorOf(account, region) === 'missing') return undefined;
    return detectorIn(account, region);
  }

  /** Returns whether the caller's detector holds the findings of an account. */
  function holds(call: Call, account: string): boolean {
    const { account: caller } = call.identity;
    return account === caller || (caller === world.securityAccount && faults.isGuardDutyMember(account));
  }

  function relationshipOf(account: string, region: string): string {
    if (faults.isRegionOff(account, region)) return 'RegionDisabled';
    return faults.detectorOf(account, region) === 'suspended' ? 'Disabled' : 'Enabled';
  }

  function checkDetector(detector: string, call: Call): void {
    if (detector !== detectorOf(call)) throw bad('the input detectorId is not owned by the current account.');
  }

  function findingsOf(detector: string, call: Call): readonly GuardDutyFinding[] {
    checkDetector(detector, call);
    return (byRegion.get(call.region) ?? []).filter(({ account }) => holds(call, account));
  }

  return {
    ListDetectors: operation(
      z.object({ maxResults: size, nextToken: z.string().optional() }),
      (_input, call) => ({ detectorIds: [detectorOf(call)].filter((detector) => detector !== undefined) }),
    ),
    GetDetector: operation(z.object({ detectorId }), (input, call) => {
      checkDetector(input.detectorId, call);
      const isSuspended = faults.detectorOf(call.identity.account, call.region) === 'suspended';
      return {
        status: isSuspended ? 'DISABLED' : 'ENABLED',
        findingPublishingFrequency: 'SIX_HOURS',
        serviceRole: `arn:aws:iam::${call.identity.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
        createdAt: '2024-04-01T09:00:00.000Z',
        updatedAt: '2024-04-01T09:00:00.000Z',
      };
    }),
    ListFindings: operation(
      z.object({
        detectorId,
        findingCriteria: z.object({ criterion: criteria.default({}) }).default({ criterion: {} }),
        sortCriteria,
        maxResults: size,
        nextToken: z.string().optional(),
      }),
      (input, call) => {
        const wanted = input.findingCriteria.criterion;
        const found = findingsOf(input.detectorId, call)
          .map(findingOutput)
          .filter((finding) => meets(finding, wanted));
        const { items, next } = pageOf(sorted(found, input.sortCriteria), {
          token: input.nextToken,
          limit: input.maxResults,
          listing: JSON.stringify(['findings', input.detectorId, wanted, input.sortCriteria]),
          refuse: () => bad('the input nextToken is invalid.'),
        });
        // GuardDuty ends its pages with an empty token.
        return { findingIds: items.map(({ id }) => id), nextToken: next ?? '' };
      },
    ),
    GetFindings: operation(
      z.object({
        detectorId,
        findingIds: z.array(z.string().min(1).max(300)).max(maxItems),
        sortCriteria,
      }),
      (input, call) => {
        const wanted = new Set(input.findingIds);
        const found = findingsOf(input.detectorId, call).filter(({ id }) => wanted.has(id));
        return { findings: sorted(found.map(findingOutput), input.sortCriteria) };
      },
    ),
    GetMembers: operation(
      z.object({ detectorId, accountIds: z.array(z.string().length(12)).min(1).max(maxItems) }),
      ({ detectorId: detector, accountIds }, call) => {
        checkDetector(detector, call);
        const { account: caller } = call.identity;
        const isMember = (id: string) => id !== caller && accounts.has(id) && holds(call, id);
        const [members, others] = [accountIds.filter(isMember), accountIds.filter((id) => !isMember(id))];
        return {
          members: members.map((id) => ({
            accountId: id,
            detectorId: detectorIn(id, call.region),
            administratorId: caller,
            masterId: caller,
            email: accounts.get(id),
            relationshipStatus: relationshipOf(id, call.region),
            updatedAt: '2024-04-01T09:00:00.000Z',
          })),
          unprocessedAccounts: others.map((accountId) => ({
            accountId,
            result:
              'The request is rejected because the given account ID is not an associated member of account the current account.',
          })),
        };
      },
    ),
  };
}

function sorted<T extends object>(findings: readonly T[], by: z.output<typeof sortCriteria>): readonly T[] {
  if (!by) return findings;
  const path = by.attributeName.split('.');
  const direction = by.orderBy === 'ASC' ? 1 : -1;
  const collator = new Intl.Collator('en', { numeric: true });
  const key = (finding: T) => String(fieldValues(finding, path)[0] ?? '');
  return findings.toSorted((a, b) => direction * collator.compare(key(a), key(b)));
}
