import { covered, type Outcome } from '../../../domain/findings/reading.ts';
import type { Whose } from '../../../domain/problems/aws.ts';
import { note } from '../../../domain/problems/note.ts';
import { outcomeOf, regionOff } from '../connection/outcome.ts';
import type { FindingReading, FindingSource } from '../finding-source.ts';
import { currentFindings, findDetector, type GuardDutyApi, membershipOf } from './client.ts';

export interface GuardDutyInput {
  /** The client of the region. */
  readonly client: GuardDutyApi;
  /** The account of the client's credentials, whose detector is used. */
  readonly caller: string;
  readonly accounts: readonly string[];
  readonly region: string;
  readonly whose?: Whose;
}

/**
 * GuardDuty's current findings of some accounts in one region, from one detector. A detector reports nothing
 * about an account that is not its member, and nothing about any account while it is suspended. An empty
 * result must not look safe, so these targets end with a problem.
 */
export function guardDutySource(input: GuardDutyInput): FindingSource {
  const { accounts, region } = input;
  const targets = accounts.map((account) => ({ account, region }));
  return { source: 'guardduty', targets, read: (signal) => readFindings(input, signal) };
}

async function* readFindings(
  { client, caller, accounts, region, whose = {} }: GuardDutyInput,
  signal: AbortSignal,
): AsyncGenerator<FindingReading> {
  const outcomes = new Map<string, Outcome>();
  const end = (some: readonly string[], outcome: Outcome) => {
    for (const account of some) outcomes.set(account, outcome);
  };
  try {
    const detector = await findDetector(client, signal);
    if (!detector) {
      end(accounts, {
        skipped: 'blocked',
        note: note('guardduty-administrator-off', { caller }),
        problemIfBlockedEverywhere: note('guardduty-administrator-off-everywhere', { caller }),
      });
      end([caller], { skipped: 'disabled', note: note('guardduty-off', {}) });
    } else {
      for await (const page of currentFindings(client, detector.id, { accounts, region }, signal)) {
        end(page.unread, { problem: note('guardduty-rows-unreadable', {}) });
        if (page.observations.length > 0) yield { kind: 'observed', observations: page.observations };
      }
      if (detector.isSuspended) end(accounts, { problem: note('guardduty-suspended', {}) });
      else {
        const members = accounts.filter((account) => account !== caller);
        const membership = await membershipOf(client, detector.id, members, signal);
        end(membership.others, { problem: note('guardduty-not-member', { caller }) });
        end(membership.suspended, { problem: note('guardduty-suspended', {}) });
        end(membership.withoutRegion, regionOff);
      }
    }
  } catch (error) {
    end(accounts, outcomeOf(error, whose));
  }
  for (const account of accounts) yield covered({ account, region }, 'guardduty', outcomes.get(account));
}
