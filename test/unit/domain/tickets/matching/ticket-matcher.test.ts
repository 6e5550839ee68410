import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globalIdOf, labelOf } from '../../../../../daemon/domain/tickets/label.ts';
import type { MatchableFinding } from '../../../../../daemon/domain/tickets/matching/finding-index.ts';
import { ticketPattern } from '../../../../../daemon/domain/tickets/matching/pattern/ticket-pattern.ts';
import {
  createTicketMatcher,
  type MatchInput,
  matchTickets,
} from '../../../../../daemon/domain/tickets/matching/ticket-matcher.ts';
import type { TicketVerdict } from '../../../../../daemon/domain/tickets/matching/ticket-verdict.ts';
import type { TicketRecord } from '../../../../../daemon/domain/tickets/ticket.ts';
import { buildTicket } from '../../../../support/ticket-builder.ts';

const accounts = ['111122223333', '444455556666'];
const regions = ['eu-west-1', 'us-east-1', 'global'];
const rules = ['s3-bucket-logging-enabled', 'S3_BUCKET_LOGGING_ENABLED', 'my-own-rule', 'restricted-ssh'];
const names = ['logs', 'data', 'sg-0a1b', 'team/logs', 'ログ', 'Logs'];
const types = ['AWS::S3::Bucket', 'AWS::EC2::SecurityGroup', 'AWS::Lambda::Function'];

const anyFinding: fc.Arbitrary<MatchableFinding> = fc
  .record({
    number: fc.nat(5),
    account: fc.constantFrom(...accounts),
    region: fc.constantFrom(...regions),
    rule: fc.constantFrom(...rules),
    identifier: fc.constantFrom(undefined, 'S3_BUCKET_LOGGING_ENABLED', 'INCOMING_SSH_DISABLED'),
    type: fc.constantFrom(...types),
    id: fc.constantFrom(...names),
    name: fc.constantFrom(undefined, ...names),
    hasArn: fc.boolean(),
    isGuardDuty: fc.boolean(),
  })
  .map(({ number, account, region, rule, identifier, type, id, name, hasArn, isGuardDuty }) => ({
    key: `${isGuardDuty ? 'guardduty' : 'config'}:${number}:f${number}`,
    ...{ account, region, rule, ...(identifier !== undefined && { ruleIdentifier: identifier }) },
    resource: {
      ...{ type, id, ...(name !== undefined && { name }) },
      ...(hasArn && { arn: `arn:aws:s3:${region}:${account}:${id}` }),
    },
  }));

const keys = [0, 1, 2, 3, 4, 5].flatMap((number) => [
  `config:${number}:f${number}`,
  `guardduty:${number}:f${number}`,
]);
const words = [
  ...accounts,
  ...regions,
  ...rules,
  ...names,
  'S3.9',
  'EC2.13',
  'arn:aws:s3:eu-west-1:111122223333:logs',
  'f1',
  'f2',
];
const labels = ['bot', ...keys.map(labelOf), 'guardrail-0123456789abcdef'];

const anyTicket: fc.Arbitrary<TicketRecord> = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    text: fc.array(fc.constantFrom(...words), { maxLength: 8 }),
    label: fc.option(fc.constantFrom(...labels), { freq: 3, nil: undefined }),
    isDone: fc.boolean(),
    day: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ number, text, label, isDone, day }) =>
    buildTicket({
      key: `APP-${number}`,
      id: String(number),
      description: text.join(' '),
      labels: label === undefined ? [] : [label],
      status: isDone
        ? { id: '3', name: 'Done', category: 'done' }
        : { id: '1', name: 'To Do', category: 'new' },
      updated: `2026-11-0${day}T00:00:00.000Z`,
    }),
  );

const anyVerdict: fc.Arbitrary<TicketVerdict> = fc.record({
  ticket: fc.integer({ min: 1, max: 6 }).map(String),
  finding: fc.constantFrom(...keys),
  verdict: fc.constantFrom('confirmed', 'rejected'),
  at: fc.constant('2026-11-24T12:00:00.000Z'),
});

type State = Pick<MatchInput, 'findings' | 'tickets' | 'verdicts' | 'links' | 'pattern' | 'everyFinding'>;
type Edit = (state: State) => State;

const byKey = <Item extends { readonly key: string }>(items: readonly Item[]) =>
  [...new Map(items.map((item) => [item.key, item])).values()].sort((a, b) => (a.key < b.key ? -1 : 1));

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  anyFinding.map(
    (finding): Edit =>
      (state) => ({ ...state, findings: byKey([...state.findings, finding]) }),
  ),
  anyTicket.map(
    (ticket): Edit =>
      (state) => ({ ...state, tickets: byKey([...state.tickets, ticket]) }),
  ),
  fc.constantFrom(...keys).map(
    (key): Edit =>
      (state) => ({
        ...state,
        findings: state.findings.filter((finding) => finding.key !== key),
        everyFinding: state.findings,
      }),
  ),
  fc.integer({ min: 1, max: 6 }).map(
    (number): Edit =>
      (state) => ({
        ...state,
        tickets: state.tickets.filter(({ key }) => key !== `APP-${number}`),
      }),
  ),
  // The same data in new objects, as the store reads them.
  fc.constant<Edit>((state) => ({
    ...state,
    findings: structuredClone(state.findings),
    tickets: structuredClone(state.tickets),
  })),
  fc.array(anyVerdict, { maxLength: 3 }).map(
    (verdicts): Edit =>
      (state) => ({ ...state, verdicts }),
  ),
  fc
    .dictionary(
      fc.constantFrom('APP-1', 'APP-2', 'APP-3'),
      fc.record({
        globalIds: fc.subarray([globalIdOf(keys[0] ?? ''), globalIdOf('gone'), 'other']),
        arns: fc.subarray(['arn:aws:s3:eu-west-1:111122223333:logs']),
        links: fc.subarray(['https://s3.console.aws.amazon.com/s3/buckets/data?region=us-east-1']),
      }),
    )
    .map(
      (links): Edit =>
        (state) => ({ ...state, links: new Map(Object.entries(links)) }),
    ),
  fc.constantFrom('(?<account>\\d+) (?<resource>\\S+)', '(?<rule>[a-z0-9-]+-[a-z-]+)').map(
    (pattern): Edit =>
      (state) => ({ ...state, pattern: ticketPattern(pattern) }),
  ),
);

const input = (state: State): MatchInput => ({
  ...state,
  isOpen: ({ status }) => status.category !== 'done',
});
const anyStart = fc.record({
  findings: fc.array(anyFinding, { maxLength: 6 }).map(byKey),
  tickets: fc.array(anyTicket, { maxLength: 6 }).map(byKey),
});

describe('a matcher that follows changes', () => {
  it('says what a fresh one says, whatever changed and however often it was interrupted', () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.array(fc.record({ edit: anyEdit, steps: fc.option(fc.nat(12), { nil: undefined }) }), {
          maxLength: 12,
        }),
        (start, edits) => {
          const matcher = createTicketMatcher();
          let state: State = start;
          const check = () => expect(matcher.match(input(state))).toEqual(matchTickets(input(state)));
          check();
          for (const { edit, steps } of edits) {
            state = edit(state);
            let left = steps ?? 0;
            if (steps === undefined) check();
            else matcher.match(input(state), () => left-- <= 0);
          }
          check();
        },
      ),
      { numRuns: 500, interruptAfterTimeLimit: 8_000 },
    );
  });
});

describe('the cost of a change', () => {
  const finding = (number: number): MatchableFinding => ({
    ...{ key: `config:${number}`, account: '111122223333', region: 'eu-west-1' },
    ...{ rule: 's3-bucket-logging-enabled', ruleIdentifier: 'S3_BUCKET_LOGGING_ENABLED' },
    resource: { type: 'AWS::S3::Bucket', id: `bucket-${number}`, arn: `arn:aws:s3:::bucket-${number}` },
  });
  const ticket = (number: number, changes: Partial<TicketRecord> = {}) =>
    buildTicket({
      key: `APP-${number}`,
      description: `111122223333 bucket-${number} S3_BUCKET_LOGGING_ENABLED`,
      ...changes,
    });
  const numbers = Array.from({ length: 2_000 }, (_, number) => number);
  const findings = numbers.map(finding);
  const tickets = numbers.map((number) => ticket(number));

  /** Returns the matcher's numbers for what `change` does to it after everything was matched. */
  function costOf(change: Partial<State>) {
    const matcher = createTicketMatcher();
    matcher.match(input({ findings, tickets }));
    const before = { ...matcher.counts };
    const { matches } = matcher.match(input({ findings, tickets, ...change }));
    const { texts, findings: applied } = matcher.counts;
    return { texts: texts - before.texts, findings: applied - before.findings, matched: matches.size };
  }

  it('is nothing if nothing changed, also if the store returns new objects', () => {
    expect(costOf({})).toEqual({ texts: 0, findings: 0, matched: 2_000 });
    const again = { findings: structuredClone(findings), tickets: structuredClone(tickets) };
    expect(costOf(again)).toEqual({ texts: 0, findings: 0, matched: 2_000 });
  });

  it('is a text for each ticket whose text changed, and none for a ticket that moved', () => {
    const moved = tickets.map((each, number) =>
      number < 20 ? { ...each, status: { id: '3', name: 'Done', category: 'done' as const } } : each,
    );
    expect(costOf({ tickets: moved }).texts).toBe(0);
    const edited = tickets.map((each, number) =>
      number < 20 ? ticket(number, { summary: 'edited' }) : each,
    );
    expect(costOf({ tickets: edited }).texts).toBe(20);
  });

  it('is a text for each ticket that may name one of the findings that changed', () => {
    const without = findings.filter((_, number) => number >= 5);
    const { texts, ...others } = costOf({ findings: without });
    expect(others).toEqual({ findings: 5, matched: 1_995 });
    // A set of hashes may contain a word too many.
    expect(texts).toBeGreaterThanOrEqual(5);
    expect(texts).toBeLessThan(50);
    expect(costOf({ findings: [...findings, finding(5_000)] }).texts).toBeLessThan(50);
  });

  it('does not read the texts of tickets with a label of a known finding', () => {
    const matcher = createTicketMatcher();
    const labelled = tickets.map((each, number) => ({ ...each, labels: [labelOf(`config:${number}`)] }));
    expect(matcher.match(input({ findings, tickets: labelled })).matches.size).toBe(2_000);
    expect(matcher.counts.texts).toBe(0);
  });
});

describe('a matcher that is interrupted', () => {
  const logs: MatchableFinding = {
    ...{ key: 'config:logs', account: '111122223333', region: 'eu-west-1', rule: 'restricted-ssh' },
    resource: { type: 'AWS::EC2::SecurityGroup', id: 'sg-0a1b' },
  };
  const tickets = [buildTicket({ description: '111122223333 sg-0a1b restricted-ssh' })];

  it('names no ticket an orphan and says that tickets are unknown until their texts are compared', () => {
    const matcher = createTicketMatcher();
    const first = matcher.match(input({ findings: [logs], tickets }), () => true);
    expect(first).toMatchObject({ isComplete: false, orphans: [] });
    expect(first.unknown).toBeGreaterThan(0);
    expect(matcher.compare(() => false)).toBe(true);
    expect(matcher.match(input({ findings: [logs], tickets }), () => true).matches.size).toBe(1);
    const last = matcher.match(input({ findings: [logs], tickets }));
    expect(last).toMatchObject({ isComplete: true, unknown: 0 });
  });

  // The next snapshot would be incomplete again, and so on without an end.
  it('has nothing to do for lists that were read again and are equal', () => {
    const matcher = createTicketMatcher();
    const verdict = { ticket: 'PAY-9', finding: 'config:logs', verdict: 'confirmed', at: '' } as const;
    const read = () => input({ findings: [{ ...logs }], tickets, verdicts: [{ ...verdict }] });
    matcher.match(read());
    let steps = 0;
    expect(matcher.match(read(), () => steps++ > 0).isComplete).toBe(true);
    expect(matcher.match({ ...read(), verdicts: [] }, () => true).isComplete).toBe(false);
  });

  it('keeps what the earlier text of a ticket said', () => {
    const matcher = createTicketMatcher();
    matcher.match(input({ findings: [logs], tickets }));
    const edited = [buildTicket({ description: 'something else' })];
    expect(matcher.match(input({ findings: [logs], tickets: edited }), () => true)).toMatchObject({
      unknown: 0,
    });
    expect(matcher.match(input({ findings: [logs], tickets: edited })).matches.size).toBe(0);
  });
});
