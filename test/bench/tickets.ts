import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { daemonRuntimeOptions } from '../../daemon/protocol/daemon-runtime.ts';
import { startJira } from '../../daemon/sandbox/jira/server.ts';
import type { Issue, World } from '../../daemon/sandbox/model.ts';
import { createWorld } from '../../daemon/sandbox/world/world.ts';
import { printTable } from './side-by-side.ts';
import type { Measured, Strategy } from './ticket-client.ts';

const account = { email: 'mika@example.com', token: 'bench' };
const sizes = [5_000, 20_000];
const changes = [0, 20];

/**
 * Measures what a sync of 5,000 and of 20,000 tickets needs: the first one, and later ones with 0 and with 20 changed tickets.
 * A client that reads all tickets each time is measured in the same run. Memory is compared with a process of the same
 * program that reads no tickets: its peak, with garbage that was not collected yet, and what it holds.
 */
export async function run(): Promise<void> {
  for (const size of sizes) {
    const world = worldOf(size);
    const jira = await startJira(world, account);
    const wire = await countBytes(new URL(jira.url));
    const rows = [['', 'calls', 'kB', 'ms', 'changed', 'peak MB', 'more', 'held MB', 'more']];
    try {
      const [base] = await measure('none', wire, world, [0]);
      for (const strategy of ['changes', 'all'] as const) {
        const measured = await measure(strategy, wire, world, changes);
        for (const [index, { calls, ms, changed, peakMb, heldMb, bytes }] of measured.entries()) {
          const name = index === 0 ? 'first load' : `then ${changes[index - 1]} changes`;
          rows.push([
            `${strategy === 'all' ? 'reads all' : 'Guardrail'}: ${name}`,
            String(calls),
            (bytes / 1000).toFixed(1),
            ms.toFixed(0),
            String(changed),
            peakMb.toFixed(0),
            (peakMb - (base?.peakMb ?? 0)).toFixed(0),
            heldMb.toFixed(0),
            (heldMb - (base?.heldMb ?? 0)).toFixed(0),
          ]);
        }
      }
      console.log(`\n${size.toLocaleString('en')} tickets`);
      printTable(rows);
    } finally {
      wire.close();
      await jira.close();
    }
  }
}

/** Returns a world with this many issues, which are copies of the sandbox's. */
function worldOf(size: number): World {
  const world = createWorld({ seed: 11, accounts: 12, teams: 3, regions: 3, findings: 600 });
  const originals = [...world.issues];
  world.issues.length = 0;
  for (let number = 1; number <= size; number++) {
    const original = originals[number % originals.length] as Issue;
    const { project } = original;
    world.issues.push({
      ...original,
      id: String(10_000 + number),
      key: `${project}-${number}`,
      comments: [],
      updated: new Date(Date.now() - 86_400_000 - (size - number) * 60_000).toISOString(),
    });
  }
  return world;
}

type Wire = Awaited<ReturnType<typeof countBytes>>;

/** Returns what the first sync needed, and then one sync for each number of changed tickets. */
async function measure(strategy: Strategy, wire: Wire, world: World, changed: readonly number[]) {
  const client = fork(
    new URL('ticket-client.ts', import.meta.url),
    [strategy, wire.url, account.email, account.token],
    { execArgv: [...daemonRuntimeOptions, '--disable-warning=ExperimentalWarning', '--expose-gc'] },
  );
  const ended = once(client, 'exit');
  try {
    await once(client, 'message');
    const measured = [await sync(client, wire)];
    for (const count of changed) {
      for (const issue of world.issues.slice(100, 100 + count)) {
        issue.status = issue.status === 'todo' ? 'review' : 'todo';
        issue.updated = new Date().toISOString();
      }
      measured.push(await sync(client, wire));
    }
    return measured;
  } finally {
    client.disconnect();
    await ended;
  }
}

async function sync(client: ChildProcess, wire: Wire): Promise<Measured & { bytes: number }> {
  const before = wire.bytes();
  const answered = once(client, 'message');
  client.send('sync');
  const [measured] = (await answered) as [Measured];
  return { ...measured, bytes: wire.bytes() - before };
}

/** Opens a connection in front of the site that counts bytes of requests and responses. */
async function countBytes(site: URL) {
  let bytes = 0;
  const server = createServer((inner) => {
    const outer = connect(Number(site.port), site.hostname);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      from.on('data', (chunk) => {
        bytes += chunk.length;
      });
      from.pipe(to);
      from.on('error', () => to.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => bytes,
    close: () => void server.close(),
  };
}
