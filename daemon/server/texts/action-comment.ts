import type { WriteComment } from '../../domain/tickets/actions/action-comment.ts';
import { inEveryLanguage } from './say.ts';

/** The texts of an action's comment in Jira, in every language. */
export const writeActionComment: WriteComment = (action) =>
  inEveryLanguage(({ actionComment }) => actionComment(action));
