import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FactsSender } from '../../../../../daemon/workspace/worker/host/send-facts.ts';
import type { LinkFacts } from '../../../../../daemon/workspace/worker/links.ts';
import type { Order } from '../../../../../daemon/workspace/worker/messages.ts';
import { finding, member } from '../../../domain/linking/builders.ts';

const facts: LinkFacts = {
  version: 1,
  findings: Array.from({ length: 5_000 }, (_, number) => finding({ id: `b-${number}` })),
  stacks: Array.from({ length: 5_000 }, (_, number) => member(`L${number}`)),
  templateHashes: new Map(),
  choices: [],
};

/** Returns how many findings and resources of stacks a worker received before the order for links. */
function sentIn(orders: readonly Order[]): { findings: number; stacks: number } {
  const before = orders.slice(
    0,
    orders.findIndex(({ kind }) => kind === 'link'),
  );
  const sum = (name: 'findings' | 'stacks') =>
    before.reduce((count, order) => count + (order.kind === 'moreFacts' ? (order[name]?.length ?? 0) : 0), 0);
  return { findings: sum('findings'), stacks: sum('stacks') };
}

it('is sent completely to a worker that starts while another one gets the same facts', async () => {
  let orders: Order[] = [];
  const line = new FactsSender((order) => orders.push(order));
  line.link(1, facts);
  await new Promise((resolve) => setImmediate(resolve));

  orders = [];
  line.forget();
  line.link(1, facts);
  await expect.poll(() => orders.at(-1)?.kind).toBe('link');
  await sleep(20);

  expect(orders.filter(({ kind }) => kind === 'link')).toHaveLength(1);
  expect(sentIn(orders)).toEqual({ findings: 5_000, stacks: 5_000 });
});
