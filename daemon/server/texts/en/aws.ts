import type { AwsNotes } from '../../../domain/problems/aws.ts';
import type { NoteTexts } from '../texts.ts';

export const awsNotes: Pick<NoteTexts, keyof AwsNotes> = {
  'config-read-by-rule': ({ accounts }) =>
    `Config does not record AWS::Config::ResourceCompliance in ${accounts.join(', ')}: findings there were read rule by rule, which takes more calls.`,
  'templates-denied': ({ operations, accounts }) =>
    `AWS denies ${permissions(operations)} in ${accounts.join(', ')}: there, Guardrail cannot check whether a stack was deployed from a template of this workspace.`,
};

function permissions(operations: readonly string[]): string {
  return operations.map((operation) => `cloudformation:${operation}`).join(', ');
}
