import type { AwsNotes } from '../../../domain/problems/aws.ts';
import type { NoteTexts } from '../texts.ts';

export const awsNotes: Pick<NoteTexts, keyof AwsNotes> = {
  'config-read-by-rule': ({ accounts }) =>
    `${accounts.join(', ')} では Config が AWS::Config::ResourceCompliance を記録していないため、検出結果をルールごとに読み込みました (呼び出し回数が増えます)。`,
  'templates-denied': ({ operations, accounts }) =>
    `${accounts.join(', ')} では AWS が ${permissions(operations)} を拒否しているため、スタックがこのワークスペースのテンプレートからデプロイされたかどうかを確認できません。`,
};

function permissions(operations: readonly string[]): string {
  return operations.map((operation) => `cloudformation:${operation}`).join(', ');
}
