import type { MoveField } from '#protocol/move-fields.ts';
import { printable } from '../../../base/printable.ts';
import { type Problem, problem } from '../../problems/problem.ts';
import type { FieldFault } from '../../problems/tickets.ts';
import { askedField } from '../moves/field-problems.ts';
import type { Filing, IssueType } from './filing.ts';

const maxShownCharacters = 200;

export function ticketExists(ticket: string): Problem {
  return problem('ticket-exists', { ticket });
}

/** @param projects Keys that the person may choose from; empty if none is configured. */
export function projectOpen(projects: readonly string[]): Problem {
  return problem('filing-project-open', { projects });
}

export function issueTypeUnknown(project: string, issueType: string, offered: readonly IssueType[]): Problem {
  return problem('issue-type-unknown', {
    project,
    issueType: printable(issueType).slice(0, maxShownCharacters),
    offered: offered.map(({ name }) => printable(name)),
  });
}

export function filingNotPermitted(project: string): Problem {
  return problem('filing-not-permitted', { project });
}

/** `details.faults` has a fault for each field. */
export function filingNeedsFields(
  { project, issueType }: { readonly project: string; readonly issueType: string },
  screen: readonly MoveField[],
  faults: readonly FieldFault[],
): Problem {
  const asked = screen.filter(({ id }) => faults.some((fault) => fault.id === id)).map(askedField);
  return problem(
    'filing-needs-fields',
    { project, issueType: printable(issueType), faults, asked },
    { faults },
  );
}

export function filingUnsettled({ project }: Filing): Problem {
  return problem('filing-unsettled', { project });
}

export function filingWithdrawn({ project }: Filing): Problem {
  return problem('filing-withdrawn', { project });
}
