import type { CommentTitles } from '../../domain/tickets/review-comment.ts';
import { inEveryLanguage } from './say.ts';

/** The first line of a review's comment in Jira, in every language. */
export const reviewCommentTitles: CommentTitles = (outcome) =>
  inEveryLanguage(({ reviewComment }) => reviewComment(outcome));
