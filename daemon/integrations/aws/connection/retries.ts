import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryErrorInfo, StandardRetryToken } from '@smithy/types';
import { AnswerLate } from './answer.ts';

const maxThrottledAttempts = 8;
const maxLateAttempts = 2;
const maxAttempts = 3;

/**
 * Config and Organizations allow few calls per second and publish no figure. Throttled calls are tried 8
 * times, with waits up to 0.5 s × 2ⁿ. A host that does not respond is abandoned after 3 attempts, so that a
 * wrong network shows within seconds. A host that does not finish its responses, which takes long, is
 * abandoned after 2. The SDK's `adaptive` mode is not used: it slows every operation of a client once one of
 * them was throttled, and a sync run sends few calls in parallel anyway.
 */
export class ThrottlingRetryStrategy extends StandardRetryStrategy {
  constructor() {
    super(maxThrottledAttempts);
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
  return error instanceof AnswerLate ? maxLateAttempts : maxAttempts;
}
