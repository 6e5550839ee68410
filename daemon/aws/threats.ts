import { lineOf } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import { problemOf, type Who } from './errors.ts';
import { currentFindings, findDetector, type GuardDutyApi, strangersTo } from './guardduty.ts';
import type { Observed } from './observed.ts';
import type { Scope } from './parts.ts';
import type { Reading } from './reading.ts';

/**
 * GuardDuty's current findings of these accounts in one region, from the detector of `caller`. Answers the
 * accounts that were not read, each with why: a detector is silent about an account that is none of its members,
 * and silence must not look like safety. A region without a detector has nothing to show: the pass notes it once.
 */
export async function* readThreats(
  client: GuardDutyApi,
  caller: string,
  accounts: readonly string[],
  who: Who & { readonly region: string },
  observed: Observed,
  { signal, withoutDetector }: Scope,
): AsyncGenerator<Reading, ReadonlyMap<string, Text>> {
  let unproven = accounts;
  try {
    const detector = await findDetector(client, signal);
    if (detector === undefined) {
      withoutDetector.push(who.account === undefined ? who.region : `${who.account} ${who.region}`);
      return new Map();
    }
    const silent = new Set(accounts);
    silent.delete(caller);
    for await (const observations of currentFindings(client, detector, accounts, signal)) {
      for (const { account } of observations) silent.delete(account);
      observed.see(observations);
      if (observations.length > 0) yield { kind: 'observed', observations };
    }
    unproven = [...silent];
    const strangers = await strangersTo(client, detector, unproven, signal);
    return new Map(strangers.map((account) => [account, strangerTo(caller, who.region)]));
  } catch (error) {
    const problem = lineOf(problemOf(error, who));
    return new Map(unproven.map((account) => [account, problem]));
  }
}

function strangerTo(caller: string, region: string): Text {
  return {
    en: `GuardDuty of ${caller} in ${region} does not hold this account's findings: it is none of its members. Use the credentials of GuardDuty's delegated administrator, and add the account there.`,
    ja: `${region} の ${caller} の GuardDuty にはこのアカウントの検出結果がありません (メンバーではありません)。GuardDuty の委任管理者の認証情報を使用し、このアカウントをメンバーに追加してください。`,
  };
}

export function detectorNote(places: readonly string[]): Reading {
  const list = places.toSorted().join(', ');
  return {
    kind: 'note',
    text: { en: `GuardDuty is not on in: ${list}.`, ja: `GuardDuty が有効になっていない場所: ${list}` },
  };
}
