import { afterEach, describe, expect, it, vi } from 'vitest';
import { askOutcome } from '../../../../../extension/tickets/review/ask.ts';
import { dayIn } from '../../../../../extension/tickets/review/intended-days.ts';
import type { ReviewTerms } from '../../../../../webview/finding/protocol.ts';
import { window } from '../../../../support/vscode/fake.ts';

const ticket = { key: 'PAY-1', url: 'https://jira.example.com/browse/PAY-1', status: 'To Do', state: 'todo' };
const today = new Date();

/** Always chooses the first row. Resolves to the answer and the labels of the rows of each question. */
async function askFirst(before: ReviewTerms) {
  const asked: (readonly string[])[] = [];
  vi.spyOn(window, 'showQuickPick').mockImplementation((async (rows: readonly { label: string }[]) => {
    asked.push(rows.map(({ label }) => label));
    return rows[0];
  }) as never);
  return { terms: await askOutcome({ ticket } as never, before), asked };
}

afterEach(() => void vi.restoreAllMocks());

describe('the question for the outcome', () => {
  it('offers what the page’s draft has first, with its day', async () => {
    const day = dayIn(45, today);
    const { terms, asked } = await askFirst({ outcome: 'intended', until: day });
    expect(asked.map(([first]) => first)).toEqual(['Intended Until…', day]);
    expect(terms).toEqual({ outcome: 'intended', until: day });
    expect((await askFirst({ outcome: 'intended' })).terms).toEqual({ outcome: 'intended' });
  });

  it('asks for the day that the page’s draft does not have yet', async () => {
    const { terms, asked } = await askFirst({ outcome: 'intended', until: '' });
    expect(asked.map(([first]) => first)).toEqual(['Intended Until…', dayIn(30, today)]);
    expect(terms).toEqual({ outcome: 'intended', until: dayIn(30, today) });
  });
});
