import type { CommentTitles } from '../../domain/tickets/actions/action-comment.ts';
import { inEveryLanguage } from './say.ts';

/** The first line of an action's comment in Jira, in every language. */
export const actionCommentTitles: CommentTitles = (action) =>
  inEveryLanguage(({ actionComment }) => actionComment(action));
