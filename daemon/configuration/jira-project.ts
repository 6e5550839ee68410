import { everyProject } from '#protocol/account.ts';
import { Problem } from '../domain/problems/problem.ts';

/**
 * The project whose tickets are searched. None if tickets are searched by their label, which the tickets of every team
 * carry: what was read is the same, whether all of it is shown or only what belongs to the team.
 */
export function searchedProject(project: string | undefined): string | undefined {
  return project === everyProject ? undefined : project;
}

/** Which tickets are shown was never decided: other teams' are left out. */
export function jiraProjectMissing(): Problem {
  return new Problem(
    'jira-project-missing',
    {
      en: "No Jira project is set, so only tickets of the team's own findings are shown.",
      ja: 'Jira プロジェクトが未設定のため、チームの検出結果のチケットだけを表示しています。',
    },
    {
      en: 'Run "Guardrail: Choose Jira Project…", or set GUARDRAIL_JIRA_PROJECT ("*": tickets of every team).',
      ja: '「Guardrail: Jira プロジェクトを選択…」を実行するか、GUARDRAIL_JIRA_PROJECT を設定してください（"*" はすべてのチームのチケット）。',
    },
  );
}
