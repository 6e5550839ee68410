import { describe, expect, it } from 'vitest';
import type { FindingView } from '#protocol/findings.ts';
import { columnsOf } from '../../../daemon/base/printable.ts';
import { findingTable, ticketTable } from '../../../daemon/commands/tables.ts';
import { textsOf } from '../../../daemon/server/texts/say.ts';

function finding(changes: Partial<FindingView> = {}): FindingView {
  return {
    key: 'a',
    source: 'config',
    rule: 'rule',
    severity: 'high',
    title: 'The bucket is public',
    account: '123456789012',
    region: 'eu-west-1',
    resource: { type: 'AWS::S3::Bucket', id: 'statements' },
    firstSeen: '2026-01-01T00:00:00Z',
    consoleUrl: '',
    ticket: {
      key: 'PAY-1',
      url: '',
      status: 'To Do',
      state: 'todo',
      due: '2026-11-30',
      match: 'label',
    },
    link: {
      confidence: 'certain',
      evidence: '',
      place: { file: '/ws/data/buckets.json', line: 4, column: 0, endColumn: 1, logicalId: 'B' },
    },
    ...changes,
  };
}

const now = new Date('2026-11-01T12:00:00');
const english = textsOf('en').terminal.tables;
const japanese = textsOf('ja').terminal.tables;

describe('findings on a terminal', () => {
  it('distinguish a missing ticket from tickets that were not read', () => {
    const { ticket: _ticket, ...bare } = finding();
    const rows = (columns?: number) => ({
      none: findingTable([bare], { texts: english, columns }),
      unknown: findingTable([{ ...bare, ticketUnknown: true }], { texts: english, columns }),
    });
    expect(rows(80).none).toContain('no ticket');
    expect(rows(80).unknown).toContain('tickets not read yet');
    expect(rows().none).toMatch(/ {2}– {2}/);
    expect(rows().unknown).toMatch(/ {2}\? {2}/);
  });

  it.each([80, undefined])('mark a ticket that is only probable, in %s columns', (columns) => {
    const { ticket } = finding();
    const probable = finding({ ...(ticket && { ticket: { ...ticket, match: 'text' } }) });
    expect(findingTable([probable], { texts: english, columns })).toContain('PAY-1 (probable) To Do');
    expect(findingTable([probable], { texts: japanese, columns })).toContain('PAY-1（推定） To Do');
    expect(findingTable([finding()], { texts: english, columns })).not.toContain('probable');
  });

  it.each([80, undefined])('say how many days are left or over, in %s columns', (columns) => {
    const at = (day: string) =>
      findingTable([finding()], { texts: english, columns, now: new Date(`${day}T23:30:00`) });
    expect(at('2026-12-02')).toContain('2026-11-30 (overdue by 2 days)');
    expect(at('2026-11-30')).toContain('2026-11-30 (today)');
    expect(at('2026-11-29')).toContain('2026-11-30 (in 1 day)');
    expect(at('2026-11-01')).not.toContain('(');
  });

  it.each([80, undefined])('mark one that disagrees with its ticket, in %s columns', (columns) => {
    const divergences = [
      { code: 'reopened', text: 'It fails again.', next: 'Reopen it.' },
      { code: 'done-failing', text: 'It is done.', next: 'Reopen it.' },
    ] as const;
    const marked = finding({ divergences });
    const [inEnglish, inJapanese] = [english, japanese].map((texts) =>
      findingTable([marked], { texts, columns, now }),
    );
    expect(inEnglish).toContain('PAY-1 To Do (reopened, done, still failing)');
    expect(inJapanese).toContain('PAY-1 To Do (再発・再オープン, 完了・未解消)');
  });

  it.each([40, 80, 100, 160])('fit into %d columns', (columns) => {
    const wide = finding({
      title: 'バケットが公開されています'.repeat(6),
      resource: { type: 't', id: 'x'.repeat(90) },
    });
    const text = findingTable([wide, finding()], { texts: japanese, columns, base: '/ws' });
    expect(Math.max(...text.split('\n').map(columnsOf))).toBeLessThanOrEqual(columns);
  });

  it('keep ticket, due date and template line on a narrow terminal', () => {
    expect(findingTable([finding()], { texts: english, columns: 80, now, base: '/ws' })).toBe(
      [
        'high  The bucket is public',
        '      PAY-1 To Do · due 2026-11-30 · data/buckets.json:5',
        '      123456789012 eu-west-1 · statements',
        '',
      ].join('\n'),
    );
  });

  it('are not cut in a pipe', () => {
    const name = 'x'.repeat(300);
    expect(findingTable([finding({ resource: { type: 't', id: name } })], { texts: english })).toContain(
      name,
    );
  });

  it('contain nothing that moves the cursor', () => {
    const hostile = finding({ title: 'a\u001b[2Jb\nc', resource: { type: 't', id: '\u202eevil' } });
    for (const columns of [80, undefined]) {
      const text = findingTable([hostile], { texts: english, columns });
      for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character);
      expect(text).not.toMatch(/\nc/);
    }
  });

  it('are listed by urgency, as in the tree of the editor', () => {
    const { ticket } = finding();
    if (!ticket) throw new Error('built with a ticket');
    const row = (name: string, due?: string) => {
      const { ticket: _ticket, ...bare } = finding({ key: name, resource: { type: 't', id: name } });
      return due === undefined ? bare : { ...bare, ticket: { ...ticket, due } };
    };
    const listed = [
      { ...row('low'), severity: 'low' as const },
      row('late', '2026-12-24'),
      { ...row('critical'), severity: 'critical' as const },
      row('soon', '2026-11-25'),
    ];

    const lines = findingTable(listed, { texts: english }).split('\n').slice(1, 5);

    expect(lines.map((line) => line.split(/ {2,}/)[2])).toEqual(['soon', 'late', 'critical', 'low']);
  });
});

describe('tickets on a terminal', () => {
  const ticket = { url: '', summary: 's', status: 'To Do', state: 'todo' } as const;

  it('say whether they track a finding, and how certain that is', () => {
    const text = ticketTable(
      [
        { ...ticket, key: 'PAY-1', finding: 'a', match: 'label' },
        { ...ticket, key: 'PAY-2', finding: 'b', match: 'text' },
        { ...ticket, key: 'PAY-3' },
      ],
      { texts: english },
    );
    const cells = text.split('\n').map((row) => row.split(/ {2,}/).at(-2));
    expect(cells).toEqual(['FINDING', 'yes', 'probable', '–', undefined]);
  });

  it('keep each key and day whole on a terminal of 80 columns, and are a list on a narrower one', () => {
    const long = {
      ...ticket,
      key: 'PAYMENTS-1234',
      due: '2026-12-08',
      assignee: 'Aiko Sato',
      summary: 'x'.repeat(90),
    };
    const other = { ...long, key: 'PAYMENTS-1235' };
    for (const columns of [40, 60, 80, 100]) {
      const text = ticketTable([long, other], { texts: english, columns, now });
      for (const whole of [long.key, other.key, '2026-12-08']) expect(text).toContain(whole);
      for (const line of text.split('\n')) expect(columnsOf(line), line).toBeLessThanOrEqual(columns);
    }
  });
});
