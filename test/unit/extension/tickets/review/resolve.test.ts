import { afterEach, describe, expect, it } from 'vitest';
import { ReviewDrafts } from '../../../../../extension/tickets/review/drafts.ts';
import { FieldDrafts } from '../../../../../extension/tickets/review/fields/field-drafts.ts';
import {
  type ResolveInput,
  registerResolve,
  resolveCommand,
} from '../../../../../extension/tickets/review/resolve.ts';
import { DisposableStore } from '../../../../../extension/tools/disposables.ts';
import { ticketOfFinding } from '../../../../support/finding-view.ts';
import { commands } from '../../../../support/vscode/fake.ts';

const memory = { get: () => undefined, update: async () => {} };
const reason = 'Closed the bucket.';
const lifetimes: DisposableStore[] = [];
afterEach(() => {
  for (const lifetime of lifetimes.splice(0)) lifetime.dispose();
});

/** Resolves the conflict of an action while a draft of its ticket exists. @param answer An error refuses the resolution. */
async function resolved({
  kind = 'review',
  written = reason,
  answer = { result: 'confirmed', action: 'a1', ticket: ticketOfFinding({ status: 'In Review' }) } as unknown,
} = {}): Promise<ReviewDrafts> {
  const drafts = new ReviewDrafts(memory);
  drafts.write('PAY-1', { outcome: 'fixed' }, written);
  const pending = { id: 'a1', kind, reason, createdAt: '2026-11-30T00:00:00Z', state: 'conflict' };
  const tickets = new Map([['PAY-1', { ...ticketOfFinding(), summary: 'A bucket', pending }]]);
  const lifetime = new DisposableStore();
  lifetimes.push(lifetime);
  registerResolve(lifetime, {
    ...{ drafts, fieldDrafts: new FieldDrafts(memory) },
    model: { read: async () => ({ findings: new Map(), tickets }) },
    connection: {
      require: () => ({
        async request() {
          if (answer instanceof Error) throw answer;
          return answer;
        },
      }),
    },
  } as unknown as ResolveInput);
  await commands.executeCommand(resolveCommand, { ticket: { key: 'PAY-1' }, resolution: 'send-anyway' });
  return drafts;
}

describe('the draft of a review whose conflict is resolved', () => {
  it('is forgotten, because the review was sent', async () => {
    expect((await resolved()).unsent('PAY-1')).toBeUndefined();
    expect((await resolved({ written: `${reason}\n` })).unsent('PAY-1')).toBeUndefined();
  });

  it('stays if the user has changed its text since then', async () => {
    const changed = 'Closed the bucket and its copy.';
    expect((await resolved({ written: changed })).unsent('PAY-1')?.reason).toBe(changed);
  });

  it('stays if another action was resolved, or if nothing was sent', async () => {
    expect((await resolved({ kind: 'approve' })).unsent('PAY-1')?.reason).toBe(reason);
    expect((await resolved({ answer: new Error('Jira did not answer.') })).unsent('PAY-1')?.reason).toBe(
      reason,
    );
  });
});
