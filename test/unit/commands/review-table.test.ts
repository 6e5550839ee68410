import { expect, it } from 'vitest';
import type { ReviewedTicket } from '../../../daemon/commands/review-cases.ts';
import { reviewTable } from '../../../daemon/commands/review-table.ts';
import { textsOf } from '../../../daemon/server/texts/say.ts';

const ticket = {
  ...{
    key: 'PAY-1',
    url: '',
    status: 'In Review',
    state: 'review',
    summary: 'A public bucket',
    match: 'label',
  },
  aws: { state: 'failing' },
} as unknown as ReviewedTicket;
const texts = textsOf('en').terminal.tables;

it('says that AWS was never read only where that is known', () => {
  expect(reviewTable([ticket], { texts })).toContain(texts.review.neverRead);
  const unread = reviewTable([{ ...ticket, reviewUnread: true }], { texts });
  expect(unread).toContain(texts.review.failing);
  expect(unread).not.toContain(texts.review.neverRead);
});
