import type { AwsAccess } from '../../domain/accounts/access.ts';
import type { TeamSettings } from '../../domain/accounts/team.ts';
import { findAggregator } from './config/aggregator.ts';
import { annotationOf, type ExplainedFinding, ruleDescription } from './config/explanation.ts';
import type { CredentialCache } from './credentials/cache.ts';
import { withAws } from './with-aws.ts';

export interface Explanation {
  /** The description of the rule. Plain text of the person who deployed it, or of AWS. */
  readonly description?: string;
  /** Config's remark on the resource. */
  readonly annotation?: string;
}

/**
 * Resolves to what AWS Config says of a finding: through the account if the team lists its accounts, else through the
 * aggregator. A finding of a global resource has no remark: the region that evaluated it is not known.
 * Calls: 2, one more for the aggregator, and one more for each further 100 resources on which the rule fails.
 * @throws Problem if AWS cannot be asked; the signal's reason if it is aborted.
 */
export function readExplanation(
  access: AwsAccess,
  credentials: CredentialCache,
  { team, finding }: { readonly team: TeamSettings; readonly finding: ExplainedFinding },
  signal: AbortSignal,
): Promise<Explanation> {
  return withAws(access, credentials, signal, async (aws) => {
    const account = team.accounts?.find(({ id }) => id === finding.account);
    const isGlobal = finding.region === 'global';
    const clients = account ? aws.of(account) : aws.base;
    const home = await clients.region();
    const config = clients.config(account && !isGlobal ? finding.region : home);
    const annotation = async () => {
      if (isGlobal) return undefined;
      const aggregator = account
        ? undefined
        : (await findAggregator(config, home, team.aggregator, signal)).name;
      return annotationOf(config, finding, aggregator, signal);
    };
    const [description, remark] = await Promise.all([
      ruleDescription(config, finding.rule, signal),
      annotation(),
    ]);
    return {
      ...(description !== undefined && { description }),
      ...(remark !== undefined && { annotation: remark }),
    };
  });
}
