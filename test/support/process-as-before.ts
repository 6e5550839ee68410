/** Runs before each file. The files of a worker share one process: each leaves it as it was. */
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterAll, vi } from 'vitest';

const variables = { ...process.env };
const dispatcher = getGlobalDispatcher();

afterAll(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  setGlobalDispatcher(dispatcher);
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
  Object.assign(process.env, variables);
});
