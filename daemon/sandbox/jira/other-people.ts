import type { Issue, World } from '../model.ts';
import { reviewer } from '../world/answered-reviews.ts';
import { changeIssue, type IssueChange } from './changes.ts';
import { documentOf } from './fields/rich-text.ts';
import { findIssue } from './issue-index.ts';
import { appendComment } from './issues.ts';
import { projectOf } from './statuses.ts';

/** Changes that other people make to issues while Guardrail works. Each names its issue by key. */
export interface OtherPeople {
  /** Sets the status (a key of the project's statuses) or fields, as any change of a person does. */
  edit(key: string, change: Pick<IssueChange, 'status' | 'values'>): void;
  /** Adds a comment of plain text. */
  comment(key: string, text: string): void;
  /** Moves the issue to another project and returns its new key. The old key still leads to it. */
  move(key: string, project: string): string;
  /** Deletes the issue. */
  remove(key: string): void;
  /** Archives the issue: it can be opened, but no search finds it and no user can change it. */
  archive(key: string): void;
  /** Hides the issue from Guardrail's user, or shows it again: for Guardrail it does not exist. */
  hide(key: string, on: boolean): void;
}

export function createOtherPeople(world: World): OtherPeople {
  function issueOf(key: string): Issue {
    const issue = findIssue(world, key);
    if (issue === undefined) throw new RangeError(`no issue ${key}`);
    return issue;
  }
  const touch = (issue: Issue) => changeIssue(world, projectOf(world, issue.project), issue, {}, reviewer);

  return {
    edit(key, change) {
      const issue = issueOf(key);
      changeIssue(world, projectOf(world, issue.project), issue, change, reviewer);
    },
    comment(key, text) {
      appendComment(world, issueOf(key), { body: documentOf(text) }, reviewer);
    },
    move(key, to) {
      const issue = issueOf(key);
      const project = projectOf(world, to);
      const numbers = world.issues
        .filter((each) => each.project === project.key)
        .map((each) => Number(each.key.slice(project.key.length + 1)));
      issue.formerKeys = [...(issue.formerKeys ?? []), issue.key];
      issue.project = project.key;
      issue.key = `${project.key}-${Math.max(0, ...numbers) + 1}`;
      if (!(issue.status in project.statuses)) issue.status = 'todo';
      touch(issue);
      return issue.key;
    },
    remove(key) {
      world.issues.splice(world.issues.indexOf(issueOf(key)), 1);
    },
    archive(key) {
      const issue = issueOf(key);
      touch(issue);
      issue.isArchived = true;
    },
    hide(key, on) {
      issueOf(key).isHidden = on;
    },
  };
}
