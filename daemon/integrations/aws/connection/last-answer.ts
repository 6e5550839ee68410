import type { AwsHandler } from './http-handler.ts';

/** How a client's last request ended. */
export interface LastAnswer {
  readonly host: string;
  /** HTTP status, if a response of AWS arrived. */
  readonly status?: number;
  /** Why no response arrived. */
  readonly error?: unknown;
}

/**
 * Wraps a handler and remembers its last response, because the SDK's credential providers turn every failure
 * into one English sentence.
 */
export function recordLast(handler: AwsHandler) {
  let last: LastAnswer | undefined;
  const recording: AwsHandler = Object.assign(Object.create(handler) as AwsHandler, {
    async handle(...[request, options]: Parameters<AwsHandler['handle']>) {
      const { hostname: host } = request;
      try {
        const answered = await handler.handle(request, options);
        last = { host, status: answered.response.statusCode };
        return answered;
      } catch (error) {
        last = { host, error };
        throw error;
      }
    },
  });
  return { handler: recording, seen: () => last };
}
