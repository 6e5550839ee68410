import type { Project } from '../../model.ts';
import type { Transition } from '../../workflow-model.ts';

const names = {
  en: { back: 'Send back', ask: 'Ask for review', approve: 'Approve', reopen: 'Reopen' },
  ja: { back: '差し戻す', ask: 'レビューを依頼', approve: '承認', reopen: '再オープン' },
};

/** Returns the transitions of a project: its own, or those of To Do → In Review → Done, with moves back. */
export function transitionsOf(project: Project): readonly Transition[] {
  if (project.transitions) return project.transitions;
  const { back, ask, approve, reopen } = names[project.statuses.todo.name === 'To Do' ? 'en' : 'ja'];
  const screen = [{ field: 'comment', required: true }] as const;
  return [
    { id: '11', name: back, from: ['review'], to: 'todo' },
    { id: '21', name: ask, from: ['todo'], to: 'review', ...(project.reviewNeedsComment && { screen }) },
    { id: '31', name: approve, from: ['review'], to: 'done' },
    { id: '41', name: reopen, from: ['done'], to: 'todo' },
  ];
}
