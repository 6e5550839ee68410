import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEventBus } from '../../../daemon/base/event-bus.ts';
import type { Change } from '../../../daemon/store/changes.ts';
import { openStore } from '../../../daemon/store/sqlite/open-store.ts';
import type { Store } from '../../../daemon/store/store.ts';
import { createApply, type SyncEvent } from '../../../daemon/sync/events.ts';
import { withRememberedFindings } from '../../../daemon/sync/remembered-findings.ts';

const [own, others] = ['111111111111', '222222222222'];
const rules = ['bucket-encrypted', 'bucket-logged'];
let store: Store;
let remembered: Store;
let apply: (...changes: Change[]) => void;

beforeEach(open);
afterEach(() => store.close());

function open() {
  store = openStore(':memory:');
  const events = createEventBus<SyncEvent>((error) => {
    throw error;
  });
  apply = createApply(store, events);
  remembered = withRememberedFindings(store, events);
  for (const [team, account] of [
    ['payments', own],
    ['platform', others],
  ])
    apply({ kind: 'accounts-listed', team, accounts: [{ id: account, name: team }] } as Change);
}

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const anyChange: fc.Arbitrary<(at: string) => Change> = fc.oneof(
  fc
    .record({
      account: fc.constantFrom(own, others),
      number: fc.nat(5),
      rule: fc.constantFrom(...rules),
      hasName: fc.boolean(),
    })
    .map(
      ({ account, number, rule, hasName }) =>
        (at: string): Change => ({
          kind: 'observed',
          at,
          observations: [
            {
              ...{ key: `config:${account}:eu-west-1:${number}`, account, region: 'eu-west-1' },
              ...{ source: 'config', rule, severity: 'high' },
              resource: {
                type: 'AWS::S3::Bucket',
                id: `b-${number}`,
                ...(hasName && { name: `bucket ${number}` }),
              },
            },
          ],
        }),
    ),
  fc.constantFrom(own, others).map(
    (account) =>
      (at: string): Change => ({
        kind: 'read-completely',
        at,
        account,
        region: 'eu-west-1',
        source: 'config',
      }),
  ),
  fc.record({ number: fc.nat(5), tag: fc.constantFrom('a', 'b') }).map(
    ({ number, tag }) =>
      (): Change => ({
        kind: 'resources-described',
        resources: [
          {
            ...{ account: own, region: 'eu-west-1', type: 'AWS::S3::Bucket', id: `b-${number}` },
            ...{ arn: `arn:aws:s3:::b-${number}`, tags: { tag } },
          },
        ],
      }),
  ),
  fc.constantFrom(...rules).map(
    (rule) => (): Change => ({
      kind: 'rule-identified',
      rule,
      managed: { identifier: 'S3_BUCKET_LOGGING_ENABLED', severity: 'low' },
    }),
  ),
  fc.constantFrom([own], [own, others]).map(
    (accounts) => (): Change => ({
      kind: 'accounts-listed',
      team: 'payments',
      accounts: accounts.map((id) => ({ id, name: id })),
    }),
  ),
);

it('has what the store has, in its order, after any changes', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { minLength: 1, maxLength: 12 }), (changes) => {
      store.close();
      open();
      changes.forEach((change, number) => {
        apply(change(day(number + 1)));
        if (number % 3 !== 1)
          expect(remembered.findings.ofTeam('payments')).toEqual(store.findings.ofTeam('payments'));
      });
      expect(remembered.findings.ofTeam('payments')).toEqual(store.findings.ofTeam('payments'));
    }),
    { numRuns: 100 },
  );
});

it('keeps each finding as the same object until it changes', () => {
  const observe = (number: number, name: string, at: string) =>
    apply({
      kind: 'observed',
      at,
      observations: [
        {
          ...{
            key: `config:${own}:eu-west-1:${number}`,
            account: own,
            region: 'eu-west-1',
            source: 'config',
          },
          ...{ rule: rules[0] ?? '', severity: 'high' },
          resource: { type: 'AWS::S3::Bucket', id: `b-${number}`, name },
        },
      ],
    });
  observe(1, 'one', day(1));
  observe(2, 'two', day(1));
  const [first, second] = remembered.findings.ofTeam('payments');
  observe(2, 'other', day(2));
  const [same, changed] = remembered.findings.ofTeam('payments');
  expect(same).toBe(first);
  expect(changed).not.toBe(second);
  expect(remembered.findings.ofTeam('payments')).toBe(remembered.findings.ofTeam('payments'));
});

it('does not mix teams', () => {
  remembered.findings.ofTeam('payments');
  expect(remembered.findings.ofTeam('platform')).toEqual(store.findings.ofTeam('platform'));
});
