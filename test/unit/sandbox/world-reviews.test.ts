import { expect, it } from 'vitest';
import { findReviewExchange } from '../../../daemon/domain/tickets/given-review.ts';
import { plainTextOf } from '../../../daemon/integrations/jira/rich-text.ts';
import { createWorld } from '../../../daemon/sandbox/world/world.ts';
import { writeActionComment } from '../../../daemon/server/texts/action-comment.ts';

it('has tickets in review whose outcome a reviewer can read, in each language', () => {
  const { issues } = createWorld({ seed: 7, accounts: 9, teams: 3, regions: 3, findings: 600 });
  const outcomes = (project: string) =>
    issues
      .filter((issue) => issue.project === project && issue.status === 'review')
      .map(({ comments }) => {
        const read = comments.map(({ body, created: at }) => ({ text: plainTextOf(body), at }));
        return findReviewExchange(read.toReversed(), writeActionComment).review?.outcome;
      });

  for (const project of ['PAY', 'CHE']) {
    expect(new Set(outcomes(project)), project).toEqual(new Set(['fixed', 'intended']));
  }
});
