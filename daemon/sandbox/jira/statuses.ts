import type { Issue, Project, World } from '../model.ts';

type State = Issue['status'];

/** Jira's own categories. To Do, In Progress and Done have these ids on every site. */
export const categories = {
  todo: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  review: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

export function projectOf(world: World, key: string): Project {
  const project = world.projects.find((each) => each.key === key.toUpperCase());
  if (project === undefined) throw new RangeError(`no project ${key}`);
  return project;
}

export function statusOf(
  world: World,
  { project, status }: Issue,
): { readonly id: string; readonly name: string } {
  return projectOf(world, project).statuses[status];
}

export function statusJson(site: string, project: Project, state: State) {
  const { id, name } = project.statuses[state];
  const category = categories[state];
  return {
    self: `${site}/rest/api/3/status/${id}`,
    description: '',
    iconUrl: `${site}/images/icons/statuses/generic.png`,
    name,
    id,
    statusCategory: { self: `${site}/rest/api/3/statuscategory/${category.id}`, ...category },
  };
}

/** A transition of the workflow To Do → In Review → Done, which also has moves back. */
export interface Move {
  readonly id: string;
  readonly from: State;
  readonly to: State;
  readonly name: { readonly en: string; readonly ja: string };
}

export const moves: readonly Move[] = [
  { id: '11', from: 'review', to: 'todo', name: { en: 'Send back', ja: '差し戻す' } },
  { id: '21', from: 'todo', to: 'review', name: { en: 'Ask for review', ja: 'レビューを依頼' } },
  { id: '31', from: 'review', to: 'done', name: { en: 'Approve', ja: '承認' } },
  { id: '41', from: 'done', to: 'todo', name: { en: 'Reopen', ja: '再オープン' } },
];

export function nameOfMove(move: Move, project: Project): string {
  return move.name[project.statuses.todo.name === 'To Do' ? 'en' : 'ja'];
}
