import type { LinkChoice } from '../../daemon/domain/linking/choices/link-choice.ts';
import type { SiteAction, SitePastAction } from '../../daemon/domain/tickets/actions/outbox.ts';
import type { Filing } from '../../daemon/domain/tickets/filing/filing.ts';
import type { Change } from '../../daemon/store/changes.ts';
import { openStore } from '../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../daemon/store/store.ts';
import { buildTicket } from './ticket-builder.ts';

export const team = 'payments';
export const site = 'https://example.atlassian.net';
const account = '111111111111';
const at = '2026-01-01T00:00:00.000Z';

/**
 * Opens a store with this many findings and tickets, some reviews and filings that wait, some confirmed actions and some chosen
 * links. The caller closes it.
 */
export function fillStore(file: string, findings = 300): Store {
  const store = openStore(file);
  store.apply({ kind: 'accounts-listed', team, accounts: [{ id: account, name: 'payments-prod' }] });
  for (let number = 0; number < rules; number++) store.apply(identified(number));
  const run = store.coverage.beginRun(team, at);
  store.apply(...Array.from({ length: findings }, (_, number) => changesOf(number)).flat(), {
    kind: 'coverage',
    at: run,
    coverage: { of: 'aws', account, region: 'eu-west-1', source: 'config', readAt: at },
  });
  store.coverage.endRun(run, at, true);
  for (let number = 1; number <= 5; number++) {
    store.outbox.of(site).add({
      kind: 'review',
      id: `review-${number}`,
      ticket: `PAY-${number}`,
      outcome: number % 2 === 0 ? 'fixed' : 'intended',
      reason: `This bucket is a public website, agreed with the security team on day ${number}.`,
      createdAt: `2026-02-0${number}T00:00:00.000Z`,
    });
    const past = `past-${number}`;
    store.outbox.of(site).add({
      ...{ kind: 'approve', id: past, ticket: `PAY-${10 + number}`, reason: `Approved on day ${number}.` },
      createdAt: `2026-02-0${number}T00:00:00.000Z`,
    });
    store.outbox.of(site).confirm(past, buildTicket({ key: `PAY-${10 + number}` }));
    store.filings.of(site).add(filingOf(number));
    if (number % 2 === 0)
      store.filings.of(site).record(`filing-${number}`, { step: 'create-sent', sentAt: at });
    store.choices.put({
      ...{ account, region: 'eu-west-1', type: 'AWS::S3::Bucket', id: `bucket-${number}` },
      ...{ file: `/repository/service-${number}/template.yaml`, logicalId: 'Bucket', verdict: 'this', at },
    });
  }
  return store;
}

function filingOf(number: number): Filing {
  return {
    ...{ id: `filing-${number}`, finding: `config:finding-${number}`, label: `guardrail-${number}` },
    ...{ project: 'PAY', issueType: '10001', createdAt: `2026-02-0${number}T00:00:00.000Z` },
    fields: [{ id: 'summary', control: 'text', value: `The bucket of day ${number} is public` }],
  };
}

/** Returns everything of the store that a window could show, and the data that only the user could enter again. */
export function contentOf(store: Store) {
  return {
    findings: store.findings.ofTeam(team),
    lastSeen: [...store.findings.lastSeenOf(team)],
    tickets: store.tickets.all(site),
    stacks: store.teams.stacksOf(team),
    rules: [...store.teams.rules()],
    hashes: [...store.templates.hashesOf(team)],
    coverage: store.coverage.ofTeam(team, at),
    lastRun: store.coverage.lastRun(team),
    reviews: store.outbox.everywhere() as SiteAction[],
    filings: store.filings.of(site).list(),
    pastActions: store.outbox.pastEverywhere() as SitePastAction[],
    choices: store.choices.all() as LinkChoice[],
  };
}

const rules = 7;
const ruleName = (number: number) => `bucket-rule-${number}`;

function identified(number: number): Change {
  const managed = { identifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED', severity: 'high' } as const;
  return { kind: 'rule-identified', rule: ruleName(number), managed };
}

function changesOf(number: number): Change[] {
  const place = { account, region: 'eu-west-1' };
  const [type, id] = ['AWS::S3::Bucket', `bucket-${number}`] as const;
  const rule = ruleName(number % rules);
  const key = `config:${account}:eu-west-1:${rule}:${type}:${id}`;
  const resource = { type, id };
  const ticket = buildTicket({ key: `PAY-${number + 1}`, summary: `Bucket ${number} is public` });
  const stackId = `arn:aws:cloudformation:eu-west-1:${account}:stack/service-${number}/1`;
  const stack = { stackId, stackName: `service-${number}`, logicalId: 'Bucket', physicalId: id, type };
  return [
    {
      kind: 'observed',
      at,
      observations: [{ ...place, key, source: 'config', rule, severity: 'high', resource }],
    },
    {
      kind: 'resources-described',
      resources: [{ ...place, type, id, name: `the-bucket-${number}`, tags: { team } }],
    },
    { kind: 'tickets-listed', scope: site, at, listedAt: at, tickets: [ticket] },
    { kind: 'stacks-read', at, resources: [{ ...place, ...stack }] },
    { kind: 'templates-read', at, templates: [{ ...place, stackId, updated: at, hash: `hash-${number}` }] },
  ];
}
