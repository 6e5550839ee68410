import type { Issue, Project } from '../model.ts';
import type { Person } from '../workflow-model.ts';
import type { FoundFinding } from './builder.ts';

/** The security team's person who answers reviews. */
export const reviewer: Person = { accountId: '712020:sandbox-reviewer', displayName: 'Rina Reviewer' };

/** First lines as Guardrail writes them. */
export const answerTitles = { approve: 'Approved with Guardrail', 'send-back': 'Sent back with Guardrail' };
export const stillReported = 'AWS still reports it. Deploy the change, then ask again.';

const dayMs = 86_400_000;

/** A ticket and the finding that it was filed for. */
export interface FiledTicket {
  readonly issue: Issue;
  readonly finding: FoundFinding;
}

/**
 * Writes a reviewer's answer into the history of two tickets of an English project: one that was sent back and waits for
 * its developer again, and one that was approved. Both are the latest of their kind that are old enough.
 */
export function answerReviews(filed: readonly FiledTicket[], project: Project, now: Date): void {
  const own = filed.filter(({ issue, finding }) => {
    const isOld = finding.foundAt.getTime() < now.getTime() - 4 * dayMs;
    return (
      issue.project === project.key && issue.comments.length === 0 && isOld && finding.severity === 'medium'
    );
  });
  const config = own.filter(({ finding }) => finding.observation.source === 'config');
  const sentBack = config.findLast(({ finding }) => finding.fate === 'todo');
  const approved = config.findLast(({ finding }) => finding.fate === 'resolved');
  if (sentBack) answer(sentBack, 'send-back', sentBack.finding.foundAt.getTime() + 2 * dayMs, project);
  if (approved) answer(approved, 'approve', approved.finding.movedAt.getTime(), project);
}

function answer(
  { issue, finding }: FiledTicket,
  kind: 'approve' | 'send-back',
  answeredMs: number,
  { statuses }: Project,
): void {
  const developer = issue.assignee ?? { accountId: 'unknown', displayName: 'Aiko Sato' };
  const reviewedMs = Math.max(finding.foundAt.getTime(), answeredMs - dayMs / 4);
  const reviewed = 'Reviewed with Guardrail: fixed\nFixed in the template.';
  const reply = kind === 'approve' ? answerTitles.approve : `${answerTitles[kind]}\n${stillReported}`;
  const { todo, review, done } = statuses;
  const steps = [
    { by: developer, at: reviewedMs, from: todo, to: review, says: reviewed },
    { by: reviewer, at: answeredMs, from: review, to: kind === 'approve' ? done : todo, says: reply },
  ];
  for (const [index, { by, at, says }] of steps.entries()) {
    const created = new Date(at).toISOString();
    const id = `${Number(issue.id) + 40_000}${index}`;
    issue.comments.push({ id, author: by.displayName, body: documentOf(says), created, properties: [] });
  }
  issue.changes = steps.map(({ by, at, from, to }, index) => ({
    id: `${Number(issue.id) + 60_000}${index}`,
    author: by,
    created: new Date(at).toISOString(),
    items: [
      {
        ...{ field: 'status', fieldId: 'status' },
        ...{ from: from.id, to: to.id, fromText: from.name, toText: to.name },
      },
    ],
  }));
  issue.updated = new Date(answeredMs).toISOString();
}

/** Returns a document of Jira Cloud: each line is a paragraph of plain text. */
export function documentOf(text: string) {
  const content = text
    .split('\n')
    .map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return { type: 'doc', version: 1, content };
}
