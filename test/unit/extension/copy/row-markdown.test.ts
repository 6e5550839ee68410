import { describe, expect, it } from 'vitest';
import { type CopiedRow, copiedRows } from '../../../../extension/copy/copied-row.ts';
import { rowsMarkdown } from '../../../../extension/copy/row-markdown.ts';
import { findingView, ticketOfFinding } from '../../../support/finding-view.ts';
import { allTricks } from '../../../support/known-tricks.ts';

const today = '2026-11-24';
const ticket = ticketOfFinding({ due: '2026-11-12', assignee: 'Aiko Mori' });
const finding = findingView({ ticket });
const row: CopiedRow = { finding, ticket };

describe('rows as Markdown', () => {
  it('are an item of a list for one row', () => {
    expect(rowsMarkdown([row], today)).toBe(
      '- [PAY-1](https://example.atlassian.net/browse/PAY-1) **logs**: Everyone can read this bucket (high, 111122223333 eu-west-1, overdue since 2026-11-12 \\(12 d\\), Aiko Mori)',
    );
    expect(rowsMarkdown([{ ticket: { ...ticket, summary: 'Rotate keys' } }], today)).toContain('Rotate keys');
  });

  it('are a table for several, with a cell for everything that a row has', () => {
    const lines = rowsMarkdown([row, { finding: findingView({ title: 'a | b' }) }], today).split('\n');
    expect(lines).toEqual([
      '| Ticket | Resource | Finding | Severity | Due | Assignee | Account |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| [PAY-1](https://example.atlassian.net/browse/PAY-1) | logs | Everyone can read this bucket | high | overdue since 2026-11-12 \\(12 d\\) | Aiko Mori | 111122223333 eu-west-1 |',
      '|  | logs | a \\| b | high |  |  | 111122223333 eu-west-1 |',
    ]);
  });

  it('have no markup but their own, and stay on their line', () => {
    for (const trick of allTricks) {
      const hostile = findingView({ title: trick, resource: { type: 't', id: trick }, account: trick });
      const text = rowsMarkdown([{ finding: hostile }, { finding: hostile }], today);
      expect(text.split('\n'), trick).toHaveLength(4);
      for (const line of text.split('\n').slice(2)) {
        const own = line.replace(/\\[\\`*_{}[\]()#+!|<>~&@$:]/g, '');
        expect(own.match(/\|/g), trick).toHaveLength(8);
        expect(own, trick).not.toMatch(/[\\`*_{}[\]()#+!<>~&@$]|:\/\//);
      }
    }
  });

  it('link to no other address than the ticket’s', () => {
    const odd = { ...ticket, url: 'https://jira.example.com/a)(b <c>|d' };
    expect(rowsMarkdown([{ ticket: odd }], today)).toContain(
      '(https://jira.example.com/a%29%28b%20%3Cc%3E%7Cd)',
    );
  });
});

it('rows of both trees name findings and tickets, each once', () => {
  const ofTree = { finding };
  const tracked = { ticket: { ...ticket, summary: '', finding: finding.key } };
  const known = {
    findings: new Map([[finding.key, finding]]),
    tickets: new Map([[tracked.ticket.key, tracked.ticket]]),
  };
  const rows = copiedRows([ofTree, ofTree, tracked, { group: {} }, undefined], known);
  expect(rows).toEqual([
    { finding, ticket },
    { finding, ticket: tracked.ticket },
  ]);
});
