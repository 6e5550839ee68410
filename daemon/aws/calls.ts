import type { Pluggable } from '@smithy/types';
import { CallFailed } from './errors.ts';

/** Told of each request that is sent, retries included. */
export type Calls = (service: string, operation: string) => void;

/**
 * A client's plugin: counts each attempt, and gives what finally fails the name of the call, so that SDK
 * errors do not leave this room.
 */
export function watchCalls<Input extends object, Output extends object>(
  service: string,
  onCall: Calls,
): Pluggable<Input, Output> {
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          try {
            return await next(args);
          } catch (error) {
            if (error instanceof CallFailed || (error instanceof Error && error.name === 'AbortError'))
              throw error;
            throw new CallFailed(service, operationOf(context), error);
          }
        },
        { step: 'initialize', name: 'nameFailedCall', override: true },
      );
      // This step comes after the retries, so it runs once an attempt.
      stack.add(
        (next, context) => (args) => {
          onCall(service, operationOf(context));
          return next(args);
        },
        { step: 'deserialize', name: 'countAttempt', priority: 'low', override: true },
      );
    },
  };
}

function operationOf(context: object): string {
  const name = 'commandName' in context ? String(context.commandName) : 'Unknown';
  return name.replace(/Command$/, '');
}
