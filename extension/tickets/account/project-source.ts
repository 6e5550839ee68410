import { l10n } from 'vscode';
import { everyProject, type JiraInUse } from '#protocol/account.ts';

/** Returns whether the environment or the file decides the value: then a typed value has no effect. */
export function isDecided(given: { readonly source: string } | undefined): boolean {
  return given !== undefined && given.source !== 'editor';
}

/** Says which project is read and what decides that. */
export function projectSentence({ value, source }: NonNullable<JiraInUse['project']>): string {
  const project = nameOfProject(value);
  return source === 'environment'
    ? l10n.t('The environment (GUARDRAIL_JIRA_PROJECT) sets the Jira project: {0}.', project)
    : l10n.t('The configuration file sets the Jira project: {0}.', project);
}

/** Returns a project's key, or the words for every project. */
export function nameOfProject(value: string): string {
  return value === everyProject ? allTickets() : value;
}

export function allTickets(): string {
  return l10n.t('All tickets labelled guardrail (of every team)');
}
