import { expect, it } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import type { SitePastAction } from '../../../daemon/domain/tickets/actions/outbox.ts';
import type { Store } from '../../../daemon/store/store.ts';
import type { SyncEvent } from '../../../daemon/sync/events.ts';
import { withRememberedPast } from '../../../daemon/sync/remembered-past.ts';

it('confirmed actions are read again only after a change of an action, or in a rebuilt store', () => {
  const events = createEventBus<SyncEvent>((error) => {
    throw error;
  });
  let reads = 0;
  const stored: SitePastAction[] = [];
  const pastEverywhere = () => {
    reads++;
    return [...stored];
  };
  const { outbox } = withRememberedPast({ outbox: { pastEverywhere } } as unknown as Store, events);
  outbox.pastEverywhere();
  events.publish([{ type: 'status-changed' }]);
  outbox.pastEverywhere();
  expect(reads).toBe(1);
  events.publish([{ type: 'review-changed', site: 'https://jira.example.com' }]);
  outbox.pastEverywhere();
  outbox.pastEverywhere();
  expect(reads).toBe(2);
  events.publish([{ type: 'store-rebuilt' }]);
  outbox.pastEverywhere();
  expect(reads).toBe(3);
});
