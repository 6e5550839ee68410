import type { Text } from '../../../base/text.ts';
import type { Outcome } from '../../../domain/findings/reading.ts';
import { noteOf } from '../../../domain/problems/note.ts';
import { CallFailed, codeOf, problemOf, type Who } from './errors.ts';

/**
 * How a failed call leaves a place. Regions that an account has not enabled, or that a policy of its organization
 * denies, are meant to be so: they are noted, and are not failures. Only if nothing of a source can be read in the
 * whole account it is one, see `settleLeftOut`.
 * @throws anything that is not a failed call: a cancelled run, a bug.
 */
export function outcomeOf(error: unknown, who: Who = {}): Outcome {
  const problem = noteOf(problemOf(error, who));
  if (isRegionOff(error)) return { skipped: 'blocked', note: regionOff, problemIfBlockedEverywhere: problem };
  const denied = deniedByPolicy(error);
  if (denied)
    return {
      skipped: 'blocked',
      note: policyNote(denied),
      problemIfBlockedEverywhere: policyProblem(denied),
    };
  return { problem };
}

/** What AWS answers to sound credentials in a region that the account has not enabled. */
export function isRegionOff(error: unknown): boolean {
  return (
    error instanceof CallFailed &&
    /^(UnrecognizedClient|InvalidClientTokenId|AuthFailure|OptInRequired)/.test(codeOf(error))
  );
}

/** The permission that a service control policy denies, if that is why the call failed. */
function deniedByPolicy(error: unknown): string | undefined {
  if (!(error instanceof CallFailed)) return undefined;
  const isPolicy = /explicit deny in a (service|resource) control policy/i.test(error.message);
  return isPolicy ? `${error.service}:${error.operation}` : undefined;
}

export const regionOff: Text = {
  en: 'The account has not enabled this region, so it is not read. To leave it out for good, list the `regions` to read in the configuration.',
  ja: 'このリージョンはアカウントで有効になっていないため、読み込みません。常に除外するには、設定の `regions` に読み込むリージョンを列挙してください。',
};

function policyNote(permission: string): Text {
  return {
    en: `A policy of the organization (SCP) denies ${permission} here, so it is not read. To leave it out for good, list the \`regions\` to read in the configuration.`,
    ja: `組織のポリシー (SCP) が ${permission} を拒否しているため、読み込みません。常に除外するには、設定の \`regions\` に読み込むリージョンを列挙してください。`,
  };
}

function policyProblem(permission: string): Text {
  return {
    en: `A policy of the organization (SCP) denies ${permission} in every region that is read. Ask the organization's administrator, or list other \`regions\` in the configuration.`,
    ja: `組織のポリシー (SCP) が、読み込み対象のすべてのリージョンで ${permission} を拒否しています。組織の管理者に依頼するか、設定の \`regions\` に別のリージョンを列挙してください。`,
  };
}
