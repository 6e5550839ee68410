import type { Text } from '../../../base/text.ts';
import type { Outcome, Reading } from '../../../domain/findings/reading.ts';
import type { Who } from '../connection/errors.ts';
import { outcomeOf, regionOff } from '../strategies/left-out.ts';
import type { Observed } from '../strategies/observed.ts';
import { currentFindings, findDetector, type GuardDutyApi, membershipOf } from './client.ts';

/**
 * GuardDuty's current findings of these accounts in one region, from the detector of `caller`. Returns how that ended
 * for each account: a detector is silent about an account that is not its member, and about all while it is suspended,
 * and silence must not look like safety.
 */
export async function* readThreats(
  client: GuardDutyApi,
  caller: string,
  { accounts, region }: { readonly accounts: readonly string[]; readonly region: string },
  observed: Observed,
  { signal, who = {} }: { readonly signal: AbortSignal; readonly who?: Who },
): AsyncGenerator<Reading, ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const end = (some: readonly string[], outcome: Outcome) => {
    for (const account of some) outcomes.set(account, outcome);
    return outcomes;
  };
  try {
    const detector = await findDetector(client, signal);
    if (!detector) {
      const others = accounts.filter((account) => account !== caller);
      end(others, {
        skipped: 'blocked',
        note: administratorOff(caller),
        problemIfBlockedEverywhere: administratorNowhere(caller),
      });
      return end(accounts.includes(caller) ? [caller] : [], { skipped: 'disabled', note: guardDutyOff });
    }
    for await (const page of currentFindings(client, detector.id, { accounts, region }, signal)) {
      end(page.unread, { problem: findingsUnread });
      observed.see(page.observations);
      if (page.observations.length > 0) yield { kind: 'observed', observations: page.observations };
    }
    if (detector.isSuspended) return end(accounts, { problem: suspended });
    const members = accounts.filter((account) => account !== caller);
    const membership = await membershipOf(client, detector.id, members, signal);
    end(membership.strangers, { problem: strangerTo(caller) });
    end(membership.suspended, { problem: suspended });
    return end(membership.withoutRegion, { skipped: 'blocked', note: regionOff });
  } catch (error) {
    const outcome = outcomeOf(error, who);
    return end(accounts, outcome);
  }
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

function strangerTo(caller: string): Text {
  return {
    en: `GuardDuty of ${caller} does not hold this account's findings: it is not a member. Use the credentials of GuardDuty's delegated administrator, and add the account there.`,
    ja: `${caller} の GuardDuty にはこのアカウントの検出結果がありません (メンバーではありません)。GuardDuty の委任管理者の認証情報を使用し、このアカウントをメンバーに追加してください。`,
  };
}
