import type { Issue, Project, World } from '../model.ts';
import type { Status } from '../workflow-model.ts';

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

/** Returns a status of a project by its key. @throws RangeError */
export function statusNamed({ key, statuses }: Project, name: string): Status {
  const status = statuses[name];
  if (status === undefined) throw new RangeError(`project ${key} has no status ${name}`);
  return status;
}

export function statusOf(world: World, { project, status }: Issue): Status {
  return statusNamed(projectOf(world, project), status);
}

/** Returns Jira's category of a status. */
export function categoryOf(project: Project, name: string) {
  const usual = name === 'todo' || name === 'done' ? name : 'review';
  return categories[statusNamed(project, name).category ?? usual];
}

export function statusJson(site: string, project: Project, name: string) {
  const status = statusNamed(project, name);
  const category = categoryOf(project, name);
  return {
    self: `${site}/rest/api/3/status/${status.id}`,
    description: '',
    iconUrl: `${site}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: { self: `${site}/rest/api/3/statuscategory/${category.id}`, ...category },
  };
}
