import { findingKey } from '../../domain/findings/key.ts';
import { labelOf } from '../../domain/tickets/label.ts';
import type { Issue, World } from '../model.ts';
import { answerTitles, stillReported } from '../world/answered-reviews.ts';
import { textOfDocument } from './fields/rich-text.ts';
import type { OtherPeople } from './other-people.ts';

const pollMs = 250;
const answersAfterMs = 3_000;
/** The first line of a review, in each language, with its outcome. */
const reviewTitle = /^(?:Reviewed with Guardrail|Guardrail でレビューしました): (.+)/;

export interface ReviewerInput {
  readonly world: World;
  readonly others: OtherPeople;
  /** Reviews of other projects, and those from before the start, get no answer. */
  readonly project: string;
}

/**
 * Starts a reviewer who answers each new review after 3 s: sends back what AWS still reports although the developer says
 * "fixed", and approves the rest.
 */
export function startReviewer({ world, others, project }: ReviewerInput): { stop(): void } {
  const start = new Date().toISOString();
  const inReview = ({ project: key, status, updated }: Issue) =>
    key === project && status === 'review' && updated >= start;

  function answer(issue: Issue): void {
    const [, outcome] = reviewTitle.exec(textOfDocument(issue.comments.at(-1)?.body).trim()) ?? [];
    // The developer's program moves the ticket first, and then comments.
    if (outcome === undefined) return;
    if (Date.now() - Date.parse(issue.updated) < answersAfterMs) return;
    const isSentBack = /^(?:fixed|修正済み)$/.test(outcome) && isReported(world, issue);
    others.edit(issue.key, { status: isSentBack ? 'todo' : 'done' });
    others.comment(
      issue.key,
      isSentBack ? `${answerTitles['send-back']}\n${stillReported}` : answerTitles.approve,
    );
  }

  const timer = setInterval(() => world.issues.filter(inReview).forEach(answer), pollMs).unref();
  return { stop: () => clearInterval(timer) };
}

/** Returns whether AWS still reports the finding whose label the issue has. */
function isReported({ resources, guardduty }: World, { labels }: Issue): boolean {
  const isThreat = guardduty.some(({ id: sourceId, account, region, type: rule, archived }) => {
    const key = findingKey({
      ...{ source: 'guardduty', account, region, rule, sourceId },
      resource: { type: '', id: '' },
    });
    return !archived && labels.includes(labelOf(key));
  });
  return (
    isThreat ||
    resources.some(({ account, region, type, id, arn, evaluations }) =>
      evaluations.some(
        ({ ruleName: rule, compliance }) =>
          compliance === 'NON_COMPLIANT' &&
          labels.includes(
            labelOf(
              findingKey({
                ...{ source: 'config', account, region, rule },
                resource: { type, id, arn },
              }),
            ),
          ),
      ),
    )
  );
}
