import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, StandardRetryToken } from '@smithy/types';
import { AnswerLate } from './answer.ts';

const attemptsWhenThrottled = 8;
const attemptsWhenLate = 2;
const attemptsOtherwise = 3;

/**
 * Config and Organizations allow few calls a second and publish no figure: throttled calls are tried 8
 * times, waiting up to 0.5 s × 2ⁿ. A host that does not answer is given up after 3 attempts, so that a wrong
 * network shows within seconds; one that does not finish its answers after 2, each of which takes long. The SDK's
 * `adaptive` mode is not used: it slows every operation of a client once one of them was throttled, and a pass sends
 * few calls side by side anyway.
 */
export class PatientWithLimits extends StandardRetryStrategy {
  constructor() {
    super(attemptsWhenThrottled);
  }

  override async refreshRetryTokenForRetry(
    token: StandardRetryToken,
    failure: RetryErrorInfo,
  ): Promise<StandardRetryToken> {
    if (failure.errorType !== 'THROTTLING' && token.getRetryCount() + 1 >= attemptsAfter(failure.error)) {
      throw new Error('No further attempt.');
    }
    return super.refreshRetryTokenForRetry(token, failure);
  }
}

function attemptsAfter(error: unknown): number {
  return error instanceof AnswerLate ? attemptsWhenLate : attemptsOtherwise;
}
