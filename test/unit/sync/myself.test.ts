import { expect, it } from 'vitest';
import { createMyself } from '../../../daemon/sync/myself.ts';

it('Jira is asked once who the user is, and again for another connection', async () => {
  let calls = 0;
  let known = 0;
  const connection = (name: string) => ({ readMyself: async () => ({ id: String(++calls), name }) });
  let source = connection('Mio');
  const myself = createMyself(
    () => source,
    () => known++,
  );
  expect(myself.known()).toBeUndefined();
  await myself.answered();
  expect([myself.known()?.name, myself.known()?.id, calls, known]).toEqual(['Mio', '1', 1, 1]);
  source = connection('Rina');
  await myself.answered();
  expect(myself.known()?.name).toBe('Rina');
});

it('it is not known who the user is while Jira cannot be asked or does not answer', async () => {
  const unreachable = { readMyself: () => Promise.reject(new Error('no answer')) };
  const myself = createMyself(
    () => unreachable,
    () => {},
  );
  await myself.answered();
  expect(myself.known()).toBeUndefined();
  const signedOut = createMyself(
    () => {
      throw new Error('signed out');
    },
    () => {},
  );
  await signedOut.answered();
  expect(signedOut.known()).toBeUndefined();
});
