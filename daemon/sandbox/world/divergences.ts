import { intendedLabel } from '../../domain/tickets/evidence/intention.ts';
import type { Issue } from '../model.ts';

/**
 * Returns the issues with one of each divergence that a first reading can find in this project: two open issues of one
 * finding; a finding without an issue; an open issue whose finding does not exist; a done issue of a finding that fails and is not
 * said to be intended. A small project lacks those for which it has no issue.
 */
export function withDivergences(issues: readonly Issue[], project: string): Issue[] {
  const own = issues.filter((issue) => issue.project === project && issue.labels.length > 1);
  const [twice, without] = own.filter(({ status }) => status === 'todo');
  const done = own.filter(({ status }) => status === 'done');
  const intended = done.find(isIntended);
  const resolved = done.find((issue) => !isIntended(issue));
  const changed = issues.flatMap((issue): Issue[] => {
    if (issue === without) return [];
    if (issue === resolved) return [{ ...issue, status: 'todo' }];
    if (issue !== intended) return [issue];
    return [{ ...issue, labels: issue.labels.filter((label) => label !== intendedLabel) }];
  });
  return twice ? [...changed, secondOf(twice, issues)] : changed;
}

function isIntended({ labels }: Issue): boolean {
  return labels.includes(intendedLabel);
}

function secondOf(issue: Issue, issues: readonly Issue[]): Issue {
  const numbers = issues
    .filter(({ project }) => project === issue.project)
    .map(({ key }) => Number(key.slice(key.lastIndexOf('-') + 1)));
  return {
    ...issue,
    id: String(Math.max(...issues.map(({ id }) => Number(id))) + 1),
    key: `${issue.project}-${Math.max(...numbers) + 1}`,
    comments: [],
  };
}
