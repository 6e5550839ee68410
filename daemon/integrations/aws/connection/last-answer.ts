import type { AwsHandler } from './http-handler.ts';

/** How the last request of one client ended. */
export interface LastAnswer {
  readonly host: string;
  /** HTTP status, if an answer of AWS came. */
  readonly status?: number;
  /** Why none came. */
  readonly error?: unknown;
}

/** A handler that remembers: the SDK's credential providers make one English sentence of whatever they meet. */
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
