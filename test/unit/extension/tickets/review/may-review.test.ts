import { afterEach, describe, expect, it } from 'vitest';
import { problemErrorCode } from '#protocol/problems.ts';
import type { ReviewedTicket } from '#protocol/reviewed-ticket.ts';
import { ReviewPart, type ReviewPartInput } from '../../../../../extension/findings/page/review-part.ts';
import { mayWrite } from '../../../../../extension/tickets/review/may-write.ts';
import { mayReview } from '../../../../../extension/tickets/review/move-to-review.ts';

import { window, workspace } from '../../../../support/vscode/fake.ts';

/** The window of all tests, which share it. */
const fake = { ...window };
afterEach(() => {
  Object.assign(window, fake);
  workspace.isTrusted = true;
});

const ticket: ReviewedTicket = {
  ...{ key: 'PAY-1', url: 'https://jira.example.com/browse/PAY-1', status: 'To Do', state: 'todo' },
};
const waiting: ReviewedTicket = { ...ticket, review: 'waiting' };

/** Shows messages that VS Code hides later: their answer never comes. */
function leaveMessages(): string[] {
  const shown: string[] = [];
  const show = (message: string) => {
    shown.push(message);
    return new Promise<undefined>(() => {});
  };
  Object.assign(window, { showInformationMessage: show, showWarningMessage: show });
  return shown;
}

describe('a review that cannot be sent', () => {
  it('says why, and does not wait until the user has closed the message', () => {
    const shown = leaveMessages();
    expect(mayReview({ ticket: { ...ticket, state: 'done', status: 'Done' } })).toBe(false);
    expect(shown).toEqual(['PAY-1 is already "Done".']);
    workspace.isTrusted = false;
    expect(mayWrite()).toBe(false);
    expect(shown).toHaveLength(2);
  });
});

describe('the form of a page', () => {
  /** A form whose first review the daemon refuses, in a window whose list still has it as waiting. */
  function openForm() {
    const requests: unknown[] = [];
    const posted: unknown[] = [];
    let now = ticket;
    const input = {
      view: { post: (message: unknown) => posted.push(message), isVisible: () => true },
      model: { connection: 'connected', status: {} },
      drafts: { write() {}, of: () => undefined, clear() {}, writeFields() {} },
      teams: { all: [], remember() {} },
      onChanged() {},
      key: () => ticket.key,
      ticketNow: () => now,
      connection: {
        require: () => ({
          async request(_: unknown, params: unknown) {
            requests.push(params);
            now = waiting;
            throw Object.assign(new Error('Jira refused it.'), {
              code: problemErrorCode,
              data: {
                ...{ code: 'move-needs-fields', faults: [{ field: 'f', message: 'Not this.' }] },
                move: { id: '21', name: 'Review', to: 'In Review', fields: [] },
              },
            });
          },
        }),
      },
    } as unknown as ReviewPartInput;
    const part = new ReviewPart(input);
    return {
      ...{ part, requests, posted },
      send: () =>
        part.handle({ kind: 'review', terms: { outcome: 'fixed' }, reason: 'Closed.', reply: {} } as never),
    };
  }

  it('sends a corrected review before the list of tickets has the refusal, too', async () => {
    leaveMessages();
    const form = openForm();
    await form.send();
    await form.send();
    expect(form.requests).toHaveLength(2);
    expect(form.posted).toEqual(Array(2).fill({ kind: 'answered', ok: false }));
  });
});
