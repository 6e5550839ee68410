import { setImmediate as answered } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type ReviewCase, readReviewCase } from '#protocol/given-review.ts';
import { decideTicket } from '#protocol/reviews.ts';
import type { TicketView } from '#protocol/tickets.ts';
import { FindingContent, type FindingContentInput } from '../../../../../extension/findings/page/content.ts';
import { ReviewCases } from '../../../../../extension/tickets/decisions/review-cases.ts';
import { TextDrafts } from '../../../../../extension/tickets/decisions/text-drafts.ts';
import { ReviewDrafts } from '../../../../../extension/tickets/review/drafts.ts';
import { FieldDrafts } from '../../../../../extension/tickets/review/fields/field-drafts.ts';
import type { DecisionForm } from '../../../../../webview/finding/protocol.ts';
import { findingView, ticketOfFinding } from '../../../../support/finding-view.ts';

const inReview = { status: 'In Review', state: 'review' } as const;
const done = { status: 'Done', state: 'done' } as const;
const pending = {
  id: 'a1',
  kind: 'approve',
  reason: '',
  createdAt: '2026-11-30T00:00:00Z',
  state: 'waiting',
} as const;
const review = { outcome: 'fixed', reason: 'Closed the bucket.', evidence: [], at: '' } as const;
const memory = { get: () => undefined, update: async () => {} };

/** A reviewer's page, whose ticket is in review. */
function openPage() {
  const asked: string[] = [];
  const forms: DecisionForm[] = [];
  const answers = {
    async case(): Promise<ReviewCase> {
      return { review };
    },
    decision: {},
  };
  const connection = {
    require: () => ({
      async request({ method }: { method: string }) {
        asked.push(method);
        if (method === readReviewCase.method) return answers.case();
        if (method === decideTicket.method) return answers.decision;
        throw new Error('Not asked in this test.');
      },
    }),
  };
  const model = {
    connection: 'connected',
    status: { lastSync: 'first', problems: [] },
    followed: { findings: new Map(), tickets: new Map<string, TicketView>() },
    hasAnswered: () => true,
    lastSeenOf: () => undefined,
  };
  const finding = findingView({ ticket: ticketOfFinding(inReview) });
  const content = new FindingContent({
    ...{ key: finding.key, finding, ticket: undefined, model, connection },
    view: {
      post: (message: { decision?: DecisionForm }) => message.decision && forms.push(message.decision),
      setTitle() {},
      isVisible: () => true,
    },
    drafts: new ReviewDrafts(memory),
    fieldDrafts: new FieldDrafts(memory),
    decisionDrafts: new TextDrafts(memory),
    teams: { all: [] },
    cases: new ReviewCases(connection as never, model as never),
    answers: { ask: async () => true, of: () => undefined },
    templates: { linesOf: () => undefined },
  } as unknown as FindingContentInput);
  const show = async () => {
    content.show();
    await answered();
    return forms.at(-1);
  };
  return {
    ...{ answers, model, forms, show },
    caseCalls: () => asked.filter((method) => method === readReviewCase.method).length,
    put(ticket: Partial<TicketView>) {
      const { key, url } = ticketOfFinding();
      model.followed.tickets.set(key, { ...{ key, url, summary: 'A bucket' }, ...inReview, ...ticket });
      return show();
    },
    async approve(decision: object) {
      answers.decision = { action: 'a1', ...decision };
      await content.handle({ kind: 'decide', decision: 'approve', reason: '' });
    },
  };
}

describe('the developer’s review on a reviewer’s page', () => {
  it('stays while it is read again, once in each sync run', async () => {
    const { show, model, forms, caseCalls } = openPage();
    expect((await show())?.lines).toContain(review.reason);
    model.status.lastSync = 'second';
    forms.length = 0;
    await show();
    await show();
    expect(forms.length).toBeGreaterThan(1);
    for (const { lines } of forms) expect(lines).toContain(review.reason);
    expect(caseCalls()).toBe(2);
  });

  it('is read again after a failure, in the next sync run and with the next connection', async () => {
    const { answers, show, model, caseCalls } = openPage();
    const { case: readable } = answers;
    answers.case = async () => {
      throw new Error('Jira did not answer.');
    };
    expect((await show())?.lines).toContain('Jira did not answer.');
    model.connection = 'offline';
    await show();
    await show();
    expect(caseCalls()).toBe(2);
    model.connection = 'connected';
    expect((await show())?.lines).toContain('Jira did not answer.');
    answers.case = readable;
    model.status.lastSync = 'second';
    expect((await show())?.lines).toContain(review.reason);
    answers.case = async () => {
      throw new Error('Jira did not answer.');
    };
    model.status.lastSync = 'third';
    expect((await show())?.lines).toEqual(expect.arrayContaining([review.reason, 'Jira did not answer.']));
  });

  it('is not that of an earlier turn in review', async () => {
    const { answers, put } = openPage();
    expect((await put({}))?.lines).toContain(review.reason);
    await put({ status: 'To Do', state: 'todo' });
    answers.case = () => new Promise(() => {});
    expect((await put({ aws: { state: 'resolved' } }))?.lines).not.toContain(review.reason);
  });

  it('is missing if the comments contain none', async () => {
    const { answers, show } = openPage();
    answers.case = async () => ({});
    expect((await show())?.lines).toContain('The latest comments contain no review by Guardrail.');
  });
});

describe('the result of a decision on its page', () => {
  it('stays until the list has the new status, and is gone after an undo', async () => {
    const { put, approve, forms } = openPage();
    await put({});
    await approve({ result: 'confirmed', ticket: { key: 'PAY-1', ...done } });
    expect((await put({}))?.note).toBe('PAY-1 is approved and is now "Done".');
    expect((await put(done))?.note).toBe('PAY-1 is approved and is now "Done".');
    expect((await put({}))?.note).toBeUndefined();
    forms.length = 0;
    expect(await put(done)).toBeUndefined();
  });

  it.each([['withdrawn', {}] as const, ['refused', { pending: { ...pending, state: 'conflict' } }] as const])(
    'stays while the decision waits, and is gone once it is %s',
    async (_, after) => {
      const { put, approve } = openPage();
      await put({});
      await approve({ result: 'waiting', ticket: { key: 'PAY-1', ...inReview } });
      expect((await put({}))?.note).toContain('the approval is saved');
      expect((await put({ pending }))?.note).toContain('the approval is saved');
      expect((await put(after))?.note).toBeUndefined();
    },
  );
});
