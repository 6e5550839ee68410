import { expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import type { MoveField } from '#protocol/move-fields.ts';
import { fieldsToAsk, filePlanOf } from '../../../../../extension/tickets/filing/file-plan.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const plan = (findings: readonly FindingView[], rows: readonly unknown[]) => {
  const known = new Map(findings.map((each) => [each.key, each]));
  return filePlanOf(rows, (key) => known.get(key));
};
const row = (key: string) => ({ finding: { key } });

it('files one ticket for each selected finding that has none, as the list knows it now', () => {
  const open = findingView({ key: 'open' });
  const filed = findingView({ key: 'filed', ticket: ticketOfFinding() });
  const waiting = findingView({ key: 'waiting', filing: { state: 'waiting' } });
  const rows = ['open', 'filed', 'open', 'waiting', 'gone'].map(row);
  expect(plan([open, filed, waiting], [...rows, { group: {} }, undefined])).toEqual({
    going: [open],
    left: [
      { name: 'logs (PAY-1)', why: 'has-ticket' },
      { name: 'logs', why: 'waiting' },
    ],
  });
});

it('has a limit', () => {
  const many = Array.from({ length: 130 }, (_, index) => findingView({ key: `k${index}` }));
  const { going, left } = plan(
    many,
    many.map(({ key }) => row(key)),
  );
  expect(going).toHaveLength(100);
  expect(left).toHaveLength(30);
});

it('asks a person for required fields that nothing fills in', () => {
  const field = (over: Partial<MoveField>): MoveField => ({
    ...{ id: 'a', name: 'A', required: true, control: 'text' },
    ...over,
  });
  const fields = [
    field({}),
    field({ id: 'b', name: 'B', required: false }),
    field({ id: 'c', name: 'C', hasDefault: true }),
    field({ id: 'd', name: 'D' }),
  ];
  expect(fieldsToAsk({ fields, proposed: { d: { value: 'x' } } })).toEqual(['A']);
});
