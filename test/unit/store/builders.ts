import type { KeyedObservation } from '../../../daemon/domain/findings/observe.ts';

export const account = '111111111111';
/** Returns a day of January, ISO 8601: `day(1)` is the first. */
export const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();

/** Returns an observation; by default of a rule of AWS Config that fails on the bucket `logs`. */
export function observation(changes: Partial<KeyedObservation> = {}): KeyedObservation {
  return {
    key: 'config:111111111111:eu-west-1:RULE:AWS::S3::Bucket:logs',
    source: 'config',
    rule: 'rule',
    severity: 'medium',
    account,
    region: 'eu-west-1',
    resource: { type: 'AWS::S3::Bucket', id: 'logs' },
    ...changes,
  };
}
