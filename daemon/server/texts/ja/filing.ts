import type { FilingProblems } from '../../../domain/problems/filing.ts';
import type { ProblemTexts, Texts } from '../texts.ts';
import { faultOfField, listedFields } from './fields.ts';

export const filingProblems: Pick<ProblemTexts, keyof FilingProblems> = {
  'ticket-exists': ({ ticket }) => ({
    what: `この検出結果のチケット ${ticket} はすでにあります。`,
    next: `${ticket} を開いてください。`,
  }),
  'filing-project-open': ({ projects }) => ({
    what:
      projects.length === 0
        ? 'Jira プロジェクトが設定されていないため、起票先が決まりません。'
        : `起票できるプロジェクトが複数あります: ${projects.join('、')}。`,
    next: 'プロジェクトを選んでください（ターミナルでは "--project KEY"）。',
  }),
  'issue-type-unknown': ({ project, issueType, offered }) => ({
    what: `プロジェクト ${project} では、タイプ「${issueType}」のチケットを作成できません。`,
    next:
      offered.length === 0
        ? 'チケットを作成する権限を依頼してください。'
        : `次のいずれかを選んでください: ${offered.join('、')}。`,
  }),
  'filing-not-permitted': ({ project }) => ({
    what: `このアカウントでは、プロジェクト ${project} にチケットを作成できません。`,
    next: '別のプロジェクトを選ぶか、プロジェクトの管理者に作成権限を依頼してください。',
  }),
  'filing-needs-fields': ({ project, issueType, faults, asked }) => ({
    what: `プロジェクト ${project} の「${issueType}」には、さらに項目が必要です。${faults.map(faultOfField).join('')}`,
    next:
      asked.length === 0
        ? 'その項目を除いて、もう一度起票してください。'
        : `${listedFields(asked)} を入力して、もう一度起票してください（ターミナルでは --field NAME=VALUE）。`,
  }),
  'filing-unsettled': ({ project }) => ({
    what: `Jira の応答がなく、プロジェクト ${project} にチケットが作成されたかどうかはまだ分かりません。`,
    next: '再度起票する前に、Guardrail が作成済みのチケットを探します。操作は不要です。',
  }),
  'filing-withdrawn': ({ project }) => ({
    what: `プロジェクト ${project} への起票は、Jira に送信する前に取り下げられました。`,
    next: '必要な場合は、もう一度起票してください。',
  }),
};

export const newTicket: Texts['newTicket'] = ({
  title,
  rule,
  resource,
  account,
  region,
  console,
  remedy,
}) => ({
  summary: `${title}: ${resource.name}（${account.name ?? account.id}）`,
  paragraphs: [
    title,
    [
      `ルール: ${rule}`,
      `リソース: ${resource.type} ${resource.id}`,
      ...(resource.arn === undefined ? [] : [resource.arn]),
      `アカウント: ${account.name === undefined ? account.id : `${account.id}（${account.name}）`}`,
      `リージョン: ${region}`,
    ].join('\n'),
    ...(remedy === undefined ? [] : [remedy]),
    ...(console === undefined ? [] : [console]),
    'Guardrail で起票しました。',
  ],
});
