import { printable } from '../base/printable.ts';
import { type Problem, problem } from '../domain/problems/problem.ts';
import type { Difference } from './merge-window-settings.ts';

const maxShownCharacters = 100;
const maxShownValues = 3;

export function teamMissing(): Problem {
  return problem('team-missing', {});
}

export function jiraMissing(): Problem {
  return problem('jira-missing', {});
}

export function jiraSignedOut(): Problem {
  return problem('jira-signed-out', {});
}

/** The user has not chosen which tickets are shown, so tickets of other teams are left out. */
export function jiraProjectMissing(): Problem {
  return problem('jira-project-missing', {});
}

/**
 * Open windows contradict each other. Names, for each setting, the value that is in use and those that are
 * not.
 */
export function settingsDiffer(differences: readonly Difference[]): Problem {
  return problem('settings-differ', {
    differences: differences.map(({ name, used, others }) => ({
      name: `guardrail.${name}`,
      used: shown(used),
      others: others.slice(0, maxShownValues).map(shown),
    })),
  });
}

function shown(value: string): string {
  return printable(value).slice(0, maxShownCharacters);
}
