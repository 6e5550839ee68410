import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticketsOfIssues } from '../../../../daemon/integrations/jira/issue.ts';
import { issueJson } from './fake-site.ts';

/** An issue of an active team: every field has a value. */
const full = (key: string) => ({
  ...issueJson(key, {
    description: {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Bucket' }] }],
    },
    priority: { id: '2', name: 'High' },
    duedate: '2026-12-01',
    assignee: { accountId: '1', displayName: 'Mika' },
  }),
  id: key.replace(/\D/g, ''),
});

type Json = Record<string, unknown>;

/** Returns `issue` with the value at `path` changed; `undefined` removes it. */
function withValue(issue: Json, [first = '', ...rest]: readonly string[], value: unknown): Json {
  const { [first]: old, ...others } = issue;
  const made = rest.length === 0 ? value : withValue(old as Json, rest, value);
  return made === undefined ? others : { ...others, [first]: made };
}

const paths = [
  ['id'],
  ['key'],
  ['fields'],
  ...Object.keys(issueJson('A-1').fields).map((field) => ['fields', field]),
  ['fields', 'status', 'id'],
  ['fields', 'status', 'name'],
  ['fields', 'status', 'statusCategory'],
  ['fields', 'status', 'statusCategory', 'key'],
  ['fields', 'priority', 'name'],
  ['fields', 'assignee', 'displayName'],
  ['fields', 'description', 'type'],
  ['fields', 'description', 'content'],
];
const required = new Set(['key', 'fields', 'fields.status', 'fields.description.type']);

describe('an issue', () => {
  it.each(paths.filter((path) => !required.has(path.join('.'))))(
    'is a ticket without %s.%s, whether that is absent or null',
    (...path) => {
      for (const value of [undefined, null]) {
        const { tickets, unreadable } = ticketsOfIssues([withValue(full('APP-7'), path, value)]);
        expect(unreadable).toEqual([]);
        expect(tickets).toMatchObject([{ key: 'APP-7' }]);
      }
    },
  );

  it('has no fields that the site does not have', () => {
    const { tickets } = ticketsOfIssues([{ key: 'APP-7', fields: { status: { name: 'To Do' } } }]);
    expect(tickets).toEqual([
      {
        key: 'APP-7',
        summary: '',
        description: '',
        status: { id: '', name: 'To Do', category: 'undefined' },
        labels: [],
        updated: '',
      },
    ]);
  });

  it('has no state if neither name nor category of its status is known', () => {
    const { tickets, unreadable } = ticketsOfIssues([
      withValue(full('APP-7'), ['fields', 'status'], { id: '3' }),
    ]);
    expect(tickets).toEqual([]);
    expect(unreadable).toEqual([{ key: 'APP-7', id: '7', field: 'status' }]);
  });

  it.each([
    ['updated', '5'],
    ['updated', '2026-99-99T00:00:00.000+0000'],
    ['duedate', 'soon'],
    ['labels', ['ok', 7]],
    ['summary', 7],
  ])('is reported with the field that cannot be read: %s %j', (field, value) => {
    const { tickets, unreadable } = ticketsOfIssues([withValue(full('APP-7'), ['fields', field], value)]);
    expect(tickets).toEqual([]);
    expect(unreadable).toEqual([{ key: 'APP-7', id: '7', field: expect.stringContaining(field) }]);
  });

  it('does not affect the others, with any value in any of its fields', () => {
    const keys = ['APP-1', 'APP-2', 'APP-3'];
    fc.assert(
      fc.property(
        fc.nat(2),
        fc.constantFrom(...paths),
        fc.oneof(fc.constant(undefined), fc.constant(null), fc.jsonValue({ maxDepth: 3 })),
        (index, path, value) => {
          const issues = keys.map((key, at) =>
            at === index ? withValue(full(key), path, value) : full(key),
          );
          const { tickets, unreadable } = ticketsOfIssues(issues);
          const others = keys.filter((_key, at) => at !== index);
          expect(tickets.map(({ key }) => key)).toEqual(expect.arrayContaining(others));
          expect(tickets.length + unreadable.length).toBe(3);
          for (const { field } of unreadable) expect(field).not.toBe('');
          for (const { updated, due } of tickets) {
            if (updated !== '') expect(new Date(updated).toISOString()).toBe(updated);
            if (due !== undefined) expect(due).toMatch(/^\d{4}-\d\d-\d\d$/);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('that is not an issue at all does not affect the others either', () => {
    const { tickets, unreadable } = ticketsOfIssues([null, 7, [], {}, full('APP-1')]);
    expect(tickets).toHaveLength(1);
    expect(unreadable).toHaveLength(4);
  });

  it('has texts of limited length', () => {
    const long = 'x'.repeat(1_000_000);
    const huge = withValue(full('APP-7'), ['fields'], {
      ...full('APP-7').fields,
      summary: long,
      description: long,
      labels: Array.from({ length: 5_000 }, () => long),
      assignee: { displayName: long },
    });
    const [ticket] = ticketsOfIssues([huge]).tickets;
    expect(ticket?.summary).toHaveLength(1_000);
    expect(JSON.stringify(ticket).length).toBeLessThan(1_500_000);
  });
});
