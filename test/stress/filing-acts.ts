import type { Filing } from '../../daemon/domain/tickets/filing/filing.ts';
import { labelOf } from '../../daemon/domain/tickets/label.ts';
import type { World } from '../../daemon/sandbox/model.ts';
import type { Random } from '../../daemon/sandbox/world/random.ts';
import type { Store } from '../../daemon/store/store.ts';
import type { CrashingDesk, Desk } from './crashing-desk.ts';
import type { Count } from './jira-troubles.ts';

const { signal } = new AbortController();
const keyOf = (number: number) => `config:finding-${number}`;

function filingOf(number: number): Omit<Filing, 'id' | 'createdAt'> {
  const label = labelOf(keyOf(number));
  return {
    ...{ finding: keyOf(number), label, project: 'APP', issueType: '10001' },
    fields: [
      { id: 'summary', control: 'text', value: `Finding ${number}` },
      { id: 'labels', control: 'labels', value: ['guardrail', label] },
    ],
    link: { globalId: `guardrail:${label}`, url: 'https://console.example/finding', title: 'Finding' },
  };
}

/** Like the daemon: a finding whose ticket is known is not filed. */
function fileUnlessKnown({ store, filings }: Desk, site: string, number: number): Promise<unknown> {
  const { label } = filingOf(number);
  const isKnown = store.tickets.all(`${site} stress`).some(({ labels }) => labels.includes(label));
  return isKnown ? Promise.resolve() : filings.submit(filingOf(number), signal);
}

/** Files a ticket for a finding: once, twice at the same time, again after its withdrawal, or several at once. */
export async function actOnFinding(
  desk: CrashingDesk,
  site: string,
  number: number,
  random: Random,
  count: Count,
): Promise<void> {
  const file = (current: Desk) => fileUnlessKnown(current, site, number);
  count('filings');
  if (random.chance(0.15)) {
    count('filed twice at once');
    await desk.survive(file, file);
  } else await desk.survive(file);
  if (random.chance(0.15)) {
    count('withdrawn and filed again');
    desk.desk.filings.withdraw(keyOf(number));
    await desk.survive(file);
  }
}

/** Returns one sentence for each finding that has not exactly one ticket and is not shown as a conflict. */
export function verifyFilings(
  world: Pick<World, 'issues'>,
  store: Pick<Store, 'filings'>,
  { site, filed, count }: { site: string; filed: number; count: Count },
): string[] {
  const broken: string[] = [];
  const kept = new Map(
    store.filings
      .of(site)
      .list()
      .map((filing) => [filing.finding, filing]),
  );
  for (let number = 0; number < filed; number++) {
    const { label, finding } = filingOf(number);
    const tickets = world.issues.filter(({ labels }) => labels.includes(label));
    const filing = kept.get(finding);
    if (tickets.length > 1) broken.push(`${finding}: ${tickets.map(({ key }) => key).join(' and ')}`);
    if (filing?.state === 'waiting') broken.push(`${finding}: waits although Jira answers (${filing.code})`);
    if (filing?.state === 'conflict' && filing.note === undefined) broken.push(`${finding}: no reason`);
    if (tickets.length === 0 && !filing) count('refused at once, and said so');
    else count(filing ? 'filings in conflict' : 'tickets filed once');
    const links = tickets.flatMap(({ remoteLinks = [] }) => remoteLinks);
    if (links.length > tickets.length) broken.push(`${finding}: ${links.length} links`);
  }
  return broken;
}
