import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { TicketView } from '#protocol/tickets.ts';
import { leftSentence } from '../../../../../extension/tickets/decisions/labels.ts';
import type { Left } from '../../../../../extension/tickets/decisions/plan.ts';
import { standsLabel } from '../../../../../extension/tickets/edits/labels.ts';
import { l10n } from '../../../../support/vscode/fake.ts';

afterEach(() => vi.restoreAllMocks());

const lefts: Left[] = [
  { name: 'PAY-1', why: 'state', status: 'Done' },
  { name: 'PAY-1', why: 'waiting' },
  { name: 'logs', why: 'no-ticket' },
  { name: 'logs', why: 'unknown' },
  { name: 'PAY-1', why: 'too-many' },
];

it('why nothing is done is a whole sentence, with the next step', () => {
  expect(lefts.map(leftSentence)).toEqual([
    'PAY-1 is at "Done". Choose another ticket.',
    'PAY-1: an earlier action is being sent to Jira. Try again in a moment.',
    'logs has no ticket. Run "Guardrail: File Ticket…" to file one.',
    'logs is no longer in the list. Run "Guardrail: Refresh" to read it again.',
    'PAY-1: more tickets than one action can have. Select fewer rows.',
  ]);
});

it('why nothing is done is a whole sentence in Japanese, too, with its own full stop', () => {
  const file = path.resolve(import.meta.dirname, '../../../../../l10n/bundle.l10n.ja.json');
  const japanese: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  vi.spyOn(l10n, 't').mockImplementation((text: string, ...values: unknown[]) =>
    (japanese[text] ?? '').replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
  );
  for (const sentence of lefts.map(leftSentence))
    expect(sentence).toMatch(/^(PAY-1|logs)(: | は| には)[^。]+。[^。]+。$/);
});

it('after an undo of an edit, a ticket has its field again: its status did not change', () => {
  const ticket = { key: 'PAY-1', status: 'To Do', due: '2026-12-01' } as TicketView;
  expect(standsLabel(ticket, 'due')).toBe('is due on 2026-12-01');
  expect(standsLabel(ticket, 'assign')).toBe('is not assigned');
  expect(standsLabel(ticket, 'review')).toBe('is now "To Do"');
  expect(standsLabel(ticket, undefined)).toBe('is now "To Do"');
});
