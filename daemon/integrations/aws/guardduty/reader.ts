import type { Text } from '../../../base/text.ts';
import { covered, type Outcome } from '../../../domain/findings/reading.ts';
import type { Who } from '../connection/errors.ts';
import { outcomeOf, regionOff } from '../connection/outcome.ts';
import type { FindingReading, FindingSource } from '../finding-source.ts';
import { currentFindings, findDetector, type GuardDutyApi, membershipOf } from './client.ts';

export interface GuardDutyInput {
  /** Of the region. */
  readonly client: GuardDutyApi;
  /** The account of the client's credentials: its detector is asked. */
  readonly caller: string;
  readonly accounts: readonly string[];
  readonly region: string;
  readonly who?: Who;
}

/**
 * GuardDuty's current findings of some accounts in one region, from one detector. A detector is silent about an account
 * that is not its member, and about all while it is suspended: silence must not look like safety, so these targets end
 * with a problem.
 */
export function guardDutySource(input: GuardDutyInput): FindingSource {
  const { accounts, region } = input;
  const targets = accounts.map((account) => ({ account, region }));
  return { source: 'guardduty', targets, read: (signal) => readFindings(input, signal) };
}

async function* readFindings(
  { client, caller, accounts, region, who = {} }: GuardDutyInput,
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
        note: administratorOff(caller),
        problemIfBlockedEverywhere: administratorNowhere(caller),
      });
      end([caller], { skipped: 'disabled', note: guardDutyOff });
    } else {
      for await (const page of currentFindings(client, detector.id, { accounts, region }, signal)) {
        end(page.unread, { problem: findingsUnread });
        if (page.observations.length > 0) yield { kind: 'observed', observations: page.observations };
      }
      if (detector.isSuspended) end(accounts, { problem: suspended });
      else {
        const members = accounts.filter((account) => account !== caller);
        const membership = await membershipOf(client, detector.id, members, signal);
        end(membership.others, { problem: notMemberOf(caller) });
        end(membership.suspended, { problem: suspended });
        end(membership.withoutRegion, { skipped: 'blocked', note: regionOff });
      }
    }
  } catch (error) {
    end(accounts, outcomeOf(error, who));
  }
  for (const account of accounts) yield covered({ account, region }, 'guardduty', outcomes.get(account));
}
const findingsUnread: Text = {
  en: 'GuardDuty listed findings that it did not show, or showed in an unexpected shape: findings may be missing here. The next sync tries again.',
  ja: 'GuardDuty が一覧に示した検出結果の一部を取得できないか、想定外の形式でした。ここの検出結果が欠けている可能性があります。次の同期で再試行します。',
};

const suspended: Text = {
  en: 'GuardDuty is suspended here: it finds nothing new. Resume it, or leave the region out of `regions`.',
  ja: 'ここでは GuardDuty が一時停止中のため、新しい検出がありません。再開するか、このリージョンを `regions` から外してください。',
};

const guardDutyOff: Text = {
  en: 'GuardDuty is not on here, so there is nothing of it to read.',
  ja: 'ここでは GuardDuty が有効になっていないため、読み込むものがありません。',
};

function administratorOff(caller: string): Text {
  return {
    en: `GuardDuty of ${caller} is not on in this region, so nothing is known of its members there.`,
    ja: `このリージョンでは ${caller} の GuardDuty が有効になっていないため、メンバーの状況は不明です。`,
  };
}

function administratorNowhere(caller: string): Text {
  return {
    en: `GuardDuty of ${caller} is on in no region that is read, so nothing is known of this account's. Use the credentials of GuardDuty's delegated administrator.`,
    ja: `読み込み対象のどのリージョンでも ${caller} の GuardDuty が有効になっていないため、このアカウントの状況は不明です。GuardDuty の委任管理者の認証情報を使用してください。`,
  };
}

function notMemberOf(caller: string): Text {
  return {
    en: `GuardDuty of ${caller} does not hold this account's findings: it is not a member. Use the credentials of GuardDuty's delegated administrator, and add the account there.`,
    ja: `${caller} の GuardDuty にはこのアカウントの検出結果がありません (メンバーではありません)。GuardDuty の委任管理者の認証情報を使用し、このアカウントをメンバーに追加してください。`,
  };
}
