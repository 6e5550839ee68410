import { getSmithyContext } from '@smithy/core/client';
import type { HandlerExecutionContext, Pluggable, SchemaRef } from '@smithy/types';
import { Problem } from '../../../domain/problems/problem.ts';
import { UnexpectedShape } from './answer.ts';
import { isWhole } from './answer-shape.ts';
import { CallFailed } from './errors.ts';

/** Called for each request that is sent, including retries. */
export type Calls = (service: string, operation: string) => void;

export interface Watching {
  readonly onCall: Calls;
  /** Called with each call that failed after its retries. */
  readonly onFailed?: (failed: CallFailed) => void;
  /** AWS's messages may quote the signed request, which contains the session token. */
  readonly mask: (text: string) => string;
}

/**
 * A client's plugin. Counts each attempt, rejects responses that AWS's model does not describe, and wraps the
 * final error with the name of the call, so that SDK errors do not leave this folder.
 */
export function watchCalls<Input extends object, Output extends object>(
  service: string,
  { onCall, onFailed, mask }: Watching,
): Pluggable<Input, Output> {
  return {
    applyToStack(stack) {
      stack.add(
        (next, context) => async (args) => {
          try {
            const answered = await next(args);
            const schema = outputOf(context);
            if (schema !== undefined && !isWhole(schema, answered.output)) throw new UnexpectedShape();
            return answered;
          } catch (error) {
            if (error instanceof CallFailed || error instanceof Problem) throw error;
            if (error instanceof Error) {
              if (error.name === 'AbortError') throw error;
              error.message = mask(error.message);
            }
            const failed = new CallFailed(service, operationOf(context), error);
            onFailed?.(failed);
            throw failed;
          }
        },
        { step: 'initialize', name: 'nameFailedCall', override: true },
      );
      // This step comes after the retries, so it runs once per attempt.
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

/** The SDK's operations are `[kind, namespace, name, traits, input, output]`. */
function outputOf(context: HandlerExecutionContext): SchemaRef | undefined {
  const { operationSchema } = getSmithyContext(context) as { operationSchema?: readonly SchemaRef[] };
  return operationSchema?.[5];
}

function operationOf(context: object): string {
  const name = 'commandName' in context ? String(context.commandName) : 'Unknown';
  return name.replace(/Command$/, '');
}
