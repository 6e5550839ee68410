import { expect, it } from 'vitest';
import type { Configuration } from '../../../daemon/configuration/configuration.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import { createKnownStatuses } from '../../../daemon/sync/known-statuses.ts';

it('keeps the statuses of boards for their site, after those of the configuration', () => {
  const store = openStore(':memory:');
  const at = (site: string): Configuration => ({
    aws: {},
    jira: { site },
    statuses: { todo: ['audit'], review: ['check'] },
    pollMinutes: 10,
  });
  let configured = at('https://a');
  const known = createKnownStatuses(store, () => configured);
  expect(known.current()).toBe(configured);
  known.remember('Peer Check');
  known.remember('Audit');
  expect(known.current().statuses).toEqual({ todo: ['audit'], review: ['check', 'peer check'] });
  expect(known.current()).toBe(known.current());

  configured = at('https://b');
  expect(known.current().statuses).toEqual({ todo: ['audit'], review: ['check'] });
  configured = at('https://a');
  expect(createKnownStatuses(store, () => configured).current().statuses.review).toContain('peer check');
  store.close();
});
