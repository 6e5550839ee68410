import type { Project } from '../model.ts';
import type { Field, ScreenField, Transition } from '../workflow-model.ts';

/** `simple`: no screens. `screens`: moves ask for fields. `steps`: also a status between To Do and In Review. */
export const workflowNames = ['simple', 'screens', 'steps'] as const;

export type WorkflowName = (typeof workflowNames)[number];

/** Returns the project with a workflow of this name. The simple workflow is the one of every other project. */
export function withWorkflow(project: Project, name: WorkflowName): Project {
  if (name === 'simple') return project;
  const language = project.statuses.todo.name === 'To Do' ? 'en' : 'ja';
  const { todo, review, done } = project.statuses;
  const text = texts[language];
  const progress = { id: language === 'en' ? '10003' : '10013', name: text.progress };
  const isSteps = name === 'steps';
  return {
    ...project,
    statuses: { todo, ...(isSteps && { progress }), review, done },
    fields: fieldsIn(language),
    issueTypes: [
      { id: '10001', name: text.task },
      {
        id: '10002',
        name: text.finding,
        createScreen: [
          { field: 'summary', required: true },
          { field: 'description' },
          { field: 'priority', required: true, default: '3' },
          { field: 'customfield_10046', required: true },
          { field: 'labels' },
          { field: 'assignee' },
          { field: 'duedate', required: true },
        ],
      },
      { id: '10003', name: text.subtask, subtask: true },
    ],
    transitions: transitionsIn(language, isSteps),
  };
}

function fieldsIn(language: 'en' | 'ja'): Field[] {
  const text = texts[language];
  return [
    {
      id: 'customfield_10042',
      name: text.rootCause,
      kind: 'select',
      options: text.rootCauses.map((value, index) => ({ id: String(10_100 + index), value })),
    },
    { id: 'customfield_10043', name: text.fixedOn, kind: 'date' },
    { id: 'customfield_10044', name: text.reviewer, kind: 'user' },
    { id: 'customfield_10045', name: text.evidence, kind: 'textarea' },
    {
      id: 'customfield_10046',
      name: text.environments,
      kind: 'multi-select',
      options: text.environmentNames.map((value, index) => ({ id: String(10_200 + index), value })),
    },
    { id: 'customfield_10047', name: text.acceptedUntil, kind: 'date' },
    { id: 'customfield_10048', name: text.hours, kind: 'number' },
    {
      id: 'customfield_10049',
      name: text.area,
      kind: 'cascading-select',
      options: text.areas.map(([value = '', ...children], index) => ({
        id: String(10_300 + index * 10),
        value,
        children: children.map((child, at) => ({ id: String(10_301 + index * 10 + at), value: child })),
      })),
    },
    { id: 'customfield_10050', name: text.changeNumber, kind: 'text' },
    { id: 'customfield_10051', name: text.deployedAt, kind: 'datetime' },
  ];
}

function transitionsIn(language: 'en' | 'ja', isSteps: boolean): Transition[] {
  const text = texts[language];
  const before = isSteps ? 'progress' : 'todo';
  const optional = ['customfield_10043', 'customfield_10044', 'customfield_10045', 'customfield_10046'];
  const more = ['customfield_10048', 'customfield_10049', 'customfield_10050', 'customfield_10051', 'labels'];
  const reviewScreen: ScreenField[] = [
    { field: 'customfield_10042', required: true },
    ...[...optional, ...more, 'comment'].map((field) => ({ field })),
  ];
  const steps: Transition[] = [
    { id: '51', name: text.start, from: ['todo'], to: 'progress' },
    { id: '61', name: text.stop, from: ['progress'], to: 'todo' },
    {
      id: '71',
      name: text.hours,
      from: ['progress'],
      to: 'progress',
      screen: [{ field: 'customfield_10048', required: true }],
    },
  ];
  return [
    ...(isSteps ? steps : []),
    {
      id: '21',
      name: text.ask,
      from: [before],
      to: 'review',
      screen: reviewScreen,
      validators: [
        {
          field: 'customfield_10050',
          optional: true,
          matches: '^CHG-\\d+$',
          sentence: text.changeNumberForm,
        },
      ],
    },
    {
      id: '11',
      name: text.back,
      from: ['review'],
      to: before,
      screen: [{ field: 'comment', required: true }],
    },
    {
      id: '31',
      name: text.approve,
      from: ['review'],
      to: 'done',
      screen: [{ field: 'resolution', required: true, default: '10000' }],
      condition: { person: 'not-assignee' },
    },
    { id: '41', name: text.reopen, from: ['done'], to: 'todo', sets: { resolution: null } },
    {
      id: '81',
      name: text.accept,
      to: 'done',
      screen: [
        { field: 'resolution', required: true, default: '10001' },
        { field: 'customfield_10047', required: true },
        { field: 'comment' },
      ],
      validators: [{ field: 'customfield_10047', future: true, sentence: text.futureDate }],
    },
  ];
}

// biome-ignore format: texts to compare.
const texts = {
  en: {
    task: 'Task', finding: 'Security finding', subtask: 'Sub-task',
    progress: 'In Progress', start: 'Start work', stop: 'Stop work', ask: 'Ask for review', back: 'Send back',
    approve: 'Approve', reopen: 'Reopen', accept: 'Accept the risk',
    rootCause: 'Root cause', rootCauses: ['Missing default', 'Changed by hand', 'Wrong template', 'Other'],
    fixedOn: 'Fixed on', reviewer: 'Reviewer', evidence: 'Evidence', environments: 'Environments',
    environmentNames: ['Production', 'Staging', 'Development'], acceptedUntil: 'Accepted until', hours: 'Hours spent',
    area: 'Area', areas: [['Network', 'Security group', 'Load balancer'], ['Data', 'Encryption', 'Public access']],
    changeNumber: 'Change number', changeNumberForm: 'The change number has the form CHG-1234.',
    deployedAt: 'Deployed at', futureDate: 'The risk can only be accepted until a day in the future.',
  },
  ja: {
    task: 'タスク', finding: 'セキュリティ検出', subtask: 'サブタスク',
    progress: '対応中', start: '対応を開始', stop: '対応を中止', ask: 'レビューを依頼', back: '差し戻す',
    approve: '承認', reopen: '再オープン', accept: 'リスクを受容',
    rootCause: '根本原因', rootCauses: ['既定値の不足', '手動変更', 'テンプレートの誤り', 'その他'],
    fixedOn: '修正日', reviewer: 'レビュー担当者', evidence: '証跡', environments: '環境',
    environmentNames: ['本番', 'ステージング', '開発'], acceptedUntil: '受容期限', hours: '作業時間',
    area: '領域', areas: [['ネットワーク', 'セキュリティグループ', 'ロードバランサー'], ['データ', '暗号化', '公開アクセス']],
    changeNumber: '変更番号', changeNumberForm: '変更番号は CHG-1234 の形式で入力してください。',
    deployedAt: 'デプロイ日時', futureDate: '受容期限には将来の日付を指定してください。',
  },
};
