import type { Issue, World } from '../../daemon/sandbox/model.ts';
import type { Random } from '../../daemon/sandbox/world/random.ts';
import { bucket, smallWorld } from '../support/small-world.ts';

/** An issue that records each of its moves: `Guardrail: todo → review`, `person: review → done`. */
export interface WatchedIssue extends Issue {
  readonly history: string[];
  /** How often another person edited it without moving it. */
  edits: number;
}

export interface ReviewWorld {
  readonly world: World;
  readonly issues: ReadonlyMap<string, WatchedIssue>;
  /** Another person moves the issue, or now and then edits its due date and assignee. */
  moveByPerson(issue: WatchedIssue, random: Random): void;
  /** A person moves the issue to this status. */
  put(key: string, status: Issue['status']): void;
}

const project = {
  statuses: {
    todo: { id: '1', name: 'To Do' },
    review: { id: '2', name: 'In Review' },
    done: { id: '3', name: 'Done' },
  },
};
/** Of the changes by other people. */
const editedShare = 0.2;

const targets: Readonly<Record<Issue['status'], readonly Issue['status'][]>> = {
  todo: ['review', 'done'],
  review: ['todo', 'done'],
  done: ['todo'],
};

/**
 * Returns issues to do in three projects: a usual one, a service desk, and one whose workflow requires a comment.
 * @param findings The number of failing buckets without a ticket.
 */
export function reviewWorld(count: number, findings = 0): ReviewWorld {
  let actor: 'Guardrail' | 'person' = 'Guardrail';
  const projects = [
    { ...project, key: 'APP', name: 'Application' },
    { ...project, key: 'DESK', name: 'Service desk', type: 'service_desk' },
    { ...project, key: 'FORM', name: 'Comment on review', reviewNeedsComment: true },
  ] as const;

  function watchedIssue(number: number): WatchedIssue {
    const { key } = projects[number % projects.length] ?? projects[0];
    let status: Issue['status'] = 'todo';
    const history: string[] = [];
    return {
      id: String(20_000 + number),
      key: `${key}-${number + 1}`,
      project: key,
      summary: `Issue ${number}`,
      description: '',
      priority: 'Medium',
      due: '2026-12-24',
      labels: ['guardrail'],
      created: '2026-11-01T00:00:00.000Z',
      updated: '2026-11-01T00:00:00.000Z',
      comments: [],
      history,
      edits: 0,
      get status() {
        return status;
      },
      set status(next) {
        history.push(`${actor}: ${status} → ${next}`);
        status = next;
      },
    };
  }

  const issues = new Map(
    Array.from({ length: count }, (_, number) => watchedIssue(number)).map((issue) => [issue.key, issue]),
  );
  function move(issue: WatchedIssue, status: Issue['status']): void {
    actor = 'person';
    issue.status = status;
    actor = 'Guardrail';
    touch(issue);
  }
  function touch(issue: WatchedIssue): void {
    issue.updated = new Date(Math.max(Date.now(), Date.parse(issue.updated) + 1)).toISOString();
  }
  return {
    world: smallWorld({
      projects,
      issues: [...issues.values()],
      resources: Array.from({ length: findings }, (_, number) => bucket(`bucket-${number}`)),
    }),
    issues,
    moveByPerson(issue, random) {
      if (random.chance(editedShare)) {
        issue.due = random.pick(['2097-01-01', null]);
        issue.assignee = random.chance(0.5) ? { accountId: 'emi', displayName: 'Emi Tanaka' } : undefined;
        issue.edits++;
        touch(issue);
      } else move(issue, random.pick(targets[issue.status] ?? []));
    },
    put(key, status) {
      const issue = issues.get(key);
      if (!issue) throw new RangeError(`no issue ${key}`);
      if (issue.status !== status) move(issue, status);
    },
  };
}
