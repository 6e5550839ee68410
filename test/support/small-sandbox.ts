import { randomInt } from 'node:crypto';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../daemon/sandbox/sandbox.ts';

/**
 * An organization in which the sample team has all its accounts, resources and tickets, and the other teams have fewer: it is made in
 * less time, and a sync run reads fewer places. The number of findings decides which tickets have no label: with this one, two of the
 * sample team's tickets to do, and none in review.
 */
const size = { regions: 5, findings: 880 } as const;

/** The words of `guardrail sandbox` for such an organization. */
export const smallSize = Object.entries(size).flatMap(([name, count]) => [`--${name}`, String(count)]);

/** Starts the sandbox of tests, in this process. */
export function startSmallSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({ ...size, ...options });
}

/** Like `startSmallSandbox`, at a port that another one can use after this one was closed. */
export async function startSmallSandboxAtPort(options: SandboxOptions = {}): Promise<Sandbox> {
  for (let attempts = 20; ; attempts--) {
    // Below the ports that a system gives to clients.
    const port = randomInt(20_000, 30_000);
    try {
      return await startSmallSandbox({ ...options, port });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempts === 0) throw error;
    }
  }
}
