import { request, returns } from './message.ts';
import { nothing } from './schema.ts';

/** Finishes writes and stops: a newer version is about to start, or the user asked for it. */
export const stopDaemon = request({
  method: 'guardrail/daemon/stop',
  sender: 'client',
  params: nothing,
  result: returns<Record<string, never>>(),
});
