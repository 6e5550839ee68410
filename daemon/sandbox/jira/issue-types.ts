import type { Issue, Project } from '../model.ts';
import type { IssueType } from '../workflow-model.ts';

const task: IssueType = { id: '10001', name: 'Task' };

/** Returns the project's types of issues, the usual one first. */
export function issueTypesOf({ issueTypes }: Project): readonly IssueType[] {
  return issueTypes ?? [task];
}

export function issueTypeOf(project: Project, { type }: Issue): IssueType {
  const types = issueTypesOf(project);
  return types.find(({ id }) => id === type) ?? types[0] ?? task;
}

export function issueTypeJson(site: string, { id, name, subtask }: IssueType) {
  return { self: `${site}/rest/api/3/issuetype/${id}`, id, name, subtask: subtask ?? false };
}
