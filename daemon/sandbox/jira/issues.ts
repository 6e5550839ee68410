import { z } from 'zod';
import type { Issue, World } from '../model.ts';
import { type Answer, invalidPayload, type Question, Refusal } from './answer.ts';
import { momentAfter } from './changes.ts';
import { historyJson } from './issue/history-json.ts';
import { findIssue } from './issue-index.ts';
import { commentJson, issueJson, type Person } from './issue-json.ts';
import { isAllowed, mayNotComment } from './permissions.ts';
import { projectOf } from './statuses.ts';

/** Returns an issue by key, also one from before it was moved, in any case, or by id. @throws Refusal 404 */
export function issueNamed(world: World, name = ''): Issue {
  const issue = findIssue(world, name.toUpperCase());
  if (issue === undefined || issue.isHidden) {
    throw new Refusal(404, ['Issue does not exist or you do not have permission to see it.']);
  }
  return issue;
}

export function getIssue(site: string, world: World, { parts, query }: Question): Answer {
  const issue = issueNamed(world, parts[0]);
  const fields = query.getAll('fields').flatMap((names) => names.split(','));
  const body = issueJson(site, world, issue, fields.length > 0 ? fields : ['*all']);
  const withHistory = query.get('expand')?.split(',').includes('changelog') ?? false;
  return { status: 200, body: { ...body, ...(withHistory && { changelog: historyJson(site, issue) }) } };
}

const bulkBody = z.object({
  issueIdsOrKeys: z.array(z.string()).min(1).max(100),
  fields: z.array(z.string()).optional(),
});

/** Returns the issues with these ids. Ids that do not exist are left out. */
export function bulkFetch(site: string, world: World, { body }: Question): Answer {
  const asked = bulkBody.safeParse(body);
  if (!asked.success) throw invalidPayload();
  const { issueIdsOrKeys, fields = ['*all'] } = asked.data;
  const found = issueIdsOrKeys.flatMap((name) => findIssue(world, name.toUpperCase()) ?? []);
  const issues = [...new Set(found)]
    .filter(({ isHidden }) => !isHidden)
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((issue) => issueJson(site, world, issue, fields));
  return { status: 200, body: { issues, issueErrors: [] } };
}

const maxPageComments = 5000;

export function listComments(site: string, world: World, { parts, query }: Question): Answer {
  const issue = issueNamed(world, parts[0]);
  const startAt = Math.max(0, Number(query.get('startAt') ?? 0) || 0);
  const asked = Number(query.get('maxResults') ?? maxPageComments);
  const maxResults = Math.min(Number.isNaN(asked) ? maxPageComments : asked, maxPageComments);
  const withProperties = query.get('expand')?.split(',').includes('properties') ?? false;
  const ordered = query.get('orderBy') === '-created' ? issue.comments.toReversed() : issue.comments;
  const comments = ordered
    .slice(startAt, startAt + maxResults)
    .map((comment) =>
      commentJson(site, issue, comment, authorOf(world, issue, comment.author), withProperties),
    );
  return { status: 200, body: { startAt, maxResults, total: issue.comments.length, comments } };
}

const node = z.looseObject({ type: z.string(), content: z.array(z.unknown()).optional() });

const maxTextCharacters = 32_767;
const maxPropertyCharacters = 32_768;

/** Uses a list and not recursion, because a document may be nested to any depth. */
function lengthOf(document: unknown): number {
  let length = 0;
  const ahead: unknown[] = [document];
  while (ahead.length > 0) {
    const next = ahead.pop();
    if (!(next instanceof Object)) continue;
    if ('text' in next && typeof next.text === 'string') length += next.text.length;
    if ('content' in next && Array.isArray(next.content)) for (const child of next.content) ahead.push(child);
  }
  return length;
}

/** A comment to add: a document of version 1, with properties. */
export const commentBody = z.object({
  body: z.object({ type: z.literal('doc'), version: z.literal(1), content: z.array(node) }),
  properties: z.array(z.object({ key: z.string().min(1).max(255), value: z.unknown() })).optional(),
});

export function addComment(site: string, world: World, question: Question, author: Person): Answer {
  const issue = issueNamed(world, question.parts[0]);
  if (!isAllowed(projectOf(world, issue.project), 'ADD_COMMENTS')) {
    throw new Refusal(403, [mayNotComment(author)]);
  }
  const asked = commentBody.safeParse(question.body);
  if (!asked.success || asked.data.body.content.length === 0) {
    throw new Refusal(400, [], { comment: 'Comment body is not valid!' });
  }
  const comment = appendComment(world, issue, asked.data, author);
  return { status: 201, body: commentJson(site, issue, comment, author, comment.properties.length > 0) };
}

/** Adds a comment to the issue. @throws Refusal 400 for a text that is longer than Jira accepts. */
export function appendComment(
  world: World,
  issue: Issue,
  { body, properties = [] }: z.infer<typeof commentBody>,
  author: Person,
): Issue['comments'][number] {
  if (lengthOf(body) > maxTextCharacters) {
    throw new Refusal(400, [], {
      comment: `The entered text is too long. It exceeds the allowed limit of ${maxTextCharacters.toLocaleString('en')} characters.`,
    });
  }
  if (properties.some(({ value }) => (JSON.stringify(value) ?? '').length > maxPropertyCharacters)) {
    throw new Refusal(400, [`The property value is longer than ${maxPropertyCharacters} characters.`]);
  }
  const created = momentAfter(issue.updated);
  const comment = { id: nextCommentId(world), author: author.displayName, body, created, properties };
  issue.comments.push(comment);
  issue.updated = created;
  return comment;
}

export function getCommentProperty(_site: string, world: World, { parts }: Question): Answer {
  const [id, key] = parts;
  const comment = world.issues.flatMap(({ comments }) => comments).find((each) => each.id === id);
  const property = comment?.properties.find((each) => each.key === key);
  if (property === undefined) {
    throw new Refusal(404, [
      comment ? `The property with key '${key}' does not exist.` : 'The comment does not exist.',
    ]);
  }
  return { status: 200, body: property };
}

function nextCommentId(world: World): string {
  let most = 50_000;
  for (const { comments } of world.issues) for (const { id } of comments) most = Math.max(most, Number(id));
  return String(most + 1);
}

/** Returns the author of a comment, which keeps the author's name. Members of the team also have an account. */
function authorOf(world: World, { project }: Issue, displayName: string): Person {
  const known = world.issues.find(
    (each) => each.project === project && each.assignee?.displayName === displayName,
  );
  return known?.assignee ?? { accountId: 'unknown', displayName };
}
