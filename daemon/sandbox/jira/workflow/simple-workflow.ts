import type { Issue, Project } from '../../model.ts';
import type { Transition } from '../../workflow-model.ts';
import { issueTypeOf } from '../issue-types.ts';

const names = {
  en: { back: 'Send back', ask: 'Ask for review', approve: 'Approve', reopen: 'Reopen' },
  ja: { back: '差し戻す', ask: 'レビューを依頼', approve: '承認', reopen: '再オープン' },
};

/** Returns the transitions of an issue's type, else those of its project: its own, or the simple ones. */
export function transitionsOf(project: Project, issue: Issue): readonly Transition[] {
  return issueTypeOf(project, issue).transitions ?? project.transitions ?? simpleTransitions(project);
}

/** Returns the transitions of To Do → In Review → Done, with moves back. */
export function simpleTransitions(project: Project): readonly Transition[] {
  const { back, ask, approve, reopen } = names[project.statuses.todo.name === 'To Do' ? 'en' : 'ja'];
  const screen = [{ field: 'comment', required: true }] as const;
  return [
    { id: '11', name: back, from: ['review'], to: 'todo' },
    { id: '21', name: ask, from: ['todo'], to: 'review', ...(project.reviewNeedsComment && { screen }) },
    { id: '31', name: approve, from: ['review'], to: 'done' },
    { id: '41', name: reopen, from: ['done'], to: 'todo' },
  ];
}
