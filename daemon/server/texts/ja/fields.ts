import type { MoveField } from '#protocol/move-fields.ts';
import type { AskedField, FieldFault } from '../../../domain/problems/tickets.ts';
import { withoutFullStop } from '../parts.ts';
import type { Texts } from '../texts.ts';

const forms: Readonly<Record<AskedField['control'], string>> = {
  text: 'テキスト',
  textarea: 'テキスト',
  number: '数値',
  date: '日付。例: 2026-11-30',
  datetime: '日時。例: 2026-11-30T09:00+09:00',
  select: '次から 1 つ',
  'multi-select': '次から複数可',
  cascading: '次から 1 つ',
  user: 'ユーザー',
  users: 'ユーザー（複数可）',
  labels: 'ラベル',
  unsupported: 'Jira でのみ入力可',
};

/** `「原因」（次から 1 つ: 設定ミス、人為ミス）、「レビュー担当」（ユーザー）` */
export function listedFields(fields: readonly AskedField[]): string {
  return fields.map((field) => `「${field.name}」（${formOf(field)}）`).join('、');
}

/** Returns the form of a field's value: `次から 1 つ: 設定ミス、人為ミス`. */
export function fieldForm({ options, ...field }: MoveField): string {
  return formOf(options ? { ...field, values: options.map(({ label }) => label) } : field);
}

/** Returns whether Jira requires a field. */
export function need({ required, hasDefault }: MoveField): string {
  return required ? (hasDefault ? 'Jira が自動で入力' : '必須') : '任意';
}

function formOf({ control, values, type }: Pick<AskedField, 'control' | 'values' | 'type'>): string {
  if (control === 'unsupported' && type !== undefined) return `${forms[control]}: ${type}`;
  return values ? `${forms[control]}: ${values.join('、')}` : forms[control];
}

/** Returns the next step for a screen that asks for these fields. */
export function fillIn(ticket: string, asked: readonly AskedField[]): string {
  const inJira = asked.filter(({ control }) => control === 'unsupported').map(({ name }) => `「${name}」`);
  return inJira.length > 0
    ? `${inJira.join('、')}は Guardrail では入力できません。Jira で ${ticket} を開き、ステータスを変更してください。変更後に Guardrail が理由を追加します。`
    : 'フィールドを入力してもう一度送信してください（ターミナルでは項目ごとに --field NAME=VALUE）。';
}

/** Returns what is wrong with a field's value, with the field's name: a sentence. */
export function faultOfField(fault: FieldFault): string {
  return `「${fault.name}」: ${fieldFault(fault)}`;
}

export const fieldFault: Texts['fieldFault'] = ({ fault, values = [], said }) => {
  switch (fault) {
    case 'missing':
      return 'Jira で必須の項目です。';
    case 'unknown':
      return 'この画面にはないフィールドです。';
    case 'unsupported':
      return 'Guardrail では入力できないフィールドです。';
    case 'number':
      return '数値で入力してください。';
    case 'date':
      return '日付は 2026-11-30 の形で入力してください。';
    case 'datetime':
      return '日時は 2026-11-30T09:00+09:00 の形で入力してください。';
    case 'label':
      return 'ラベルに空白は使えません。';
    case 'not-allowed':
      return `Jira で選べない値です。次から選んでください: ${values.join('、')}。`;
    case 'too-long':
      return 'テキストが長すぎます。';
    case 'too-many':
      return '値が多すぎます。';
    case 'refused':
      return `${withoutFullStop(said ?? 'Jira で使えない値です')}。`;
  }
};

/** Returns Jira's own sentences: about each field, or about the whole screen. */
export function refusedFields(faults: readonly FieldFault[], said: string | undefined): string {
  if (faults.length > 0) return faults.map(faultOfField).join('');
  return `${withoutFullStop(said ?? '理由は示されていません')}。`;
}
