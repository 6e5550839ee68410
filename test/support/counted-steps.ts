import { type Profiler, Session } from 'node:inspector/promises';

/**
 * Counts how often blocks of the daemon's code run during `run`. Unlike the time, this number is the same on every machine. The
 * work of a built-in function within one call is not counted.
 */
export async function countedSteps(run: () => Promise<unknown>): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    await run();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    await session.post('Profiler.stopPreciseCoverage');
    return result
      .filter(({ url }) => url.includes('/daemon/'))
      .reduce((sum, script) => sum + stepsOf(script), 0);
  } finally {
    session.disconnect();
  }
}

function stepsOf({ functions }: Profiler.ScriptCoverage): number {
  return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
}
