import { type AccountRegion, keyOfAccountRegion } from '../../../domain/accounts/account-region.ts';
import { covered } from '../../../domain/findings/reading.ts';
import type { Whose } from '../../../domain/problems/aws.ts';
import { passingProblem } from '../connection/errors.ts';
import { outcomeOf } from '../connection/outcome.ts';
import type { FindingSource } from '../finding-source.ts';
import type { AggregatedRegion } from './aggregator.ts';
import { type ConfigApi, selectAggregate, selectOwn } from './client.ts';
import { aggregateCompliance, ownCompliance } from './compliance.ts';
import { readFailing } from './failing.ts';
import type { Recording } from './recorder.ts';

export interface AggregateInput {
  readonly client: ConfigApi;
  /** The aggregator's name. */
  readonly aggregator: string;
  readonly targets: readonly AggregatedRegion[];
  /** The result of `complianceRecordedIn` for the targets. */
  readonly recordedIn: ReadonlySet<string>;
}

/**
 * AWS Config of several accounts and regions, through an aggregator. The aggregator is the only access to
 * them. So `read` throws a Problem if the query is denied, and ends all targets with a problem if the query
 * fails for another reason.
 */
export function aggregateSource({ client, aggregator, targets, recordedIn }: AggregateInput): FindingSource {
  const problems = new Map(targets.map((target) => [keyOfAccountRegion(target), target.problem]));
  const accounts = [...new Set(targets.map(({ account }) => account))];
  return {
    source: 'config',
    targets,
    async *read(signal) {
      const readings = readFailing({
        targets,
        isQueried: (target) => recordedIn.has(keyOfAccountRegion(target)),
        ...(recordedIn.size > 0 && {
          query: { select: selectAggregate(client, aggregator, signal), accounts },
        }),
        compliance: aggregateCompliance(client, aggregator, signal),
        outcomeOfFailure: (error) => ({ problem: passingProblem(error) }),
      });
      for await (const reading of readings) {
        const problem = reading.kind === 'covered' && problems.get(keyOfAccountRegion(reading));
        yield problem ? covered(reading, 'config', { problem, ...reading }) : reading;
      }
    },
  };
}

export interface OwnInput {
  readonly client: ConfigApi;
  readonly target: AccountRegion;
  /** The result of `readRecording` for the target. */
  readonly recording: Recording;
  readonly whose: Whose;
}

/** AWS Config of one account × region, with the account's own credentials. */
export function ownSource({ client, target, recording, whose }: OwnInput): FindingSource {
  const { outcome } = recording;
  const isQueried = recording.recordsCompliance !== false;
  const isUnread = outcome.problem !== undefined || outcome.skipped !== undefined;
  return {
    source: 'config',
    targets: [target],
    async *read(signal) {
      const readings = readFailing({
        targets: [target],
        isQueried: () => isQueried,
        ...(isQueried && { query: { select: selectOwn(client, signal) } }),
        compliance: ownCompliance(client, target, signal),
        outcomeOfFailure: (error) => ({ ...outcomeOf(error, whose), isStopped: true }),
      });
      for await (const reading of readings) {
        if (reading.kind !== 'covered' || reading.isStopped) yield reading;
        else yield covered(target, 'config', isUnread ? outcome : { ...outcome, ...reading });
      }
    },
  };
}
