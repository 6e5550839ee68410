import type { Problem } from '../../problems/problem.ts';

/** Jira understood the request and changed nothing. */
const refusals = new Set(['jira-refused', 'jira-access-denied', 'ticket-unknown']);
/** The request was refused before Jira processed it. */
const turnedAway = new Set([
  'jira-token-refused',
  'jira-scope-missing',
  'jira-email-missing',
  'jira-basic-disabled',
  'jira-captcha',
  'jira-throttled',
  'jira-tls-failed',
  'jira-proxy-refused',
  'proxy-unusable',
]);
const conflictStatus = 409;

/** Returns whether Jira understood the request and refused it: the same request would be refused again. */
export function isRefusal({ code }: Problem): boolean {
  return refusals.has(code);
}

/** Returns whether the request certainly changed nothing. */
export function changedNothing(problem: Problem): boolean {
  const { code, details } = problem;
  return (
    isRefusal(problem) || turnedAway.has(code) || details.unsent === true || details.status === conflictStatus
  );
}
