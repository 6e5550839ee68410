import { type Disposable, l10n, QuickInputButtons, type QuickPick, type QuickPickItem, window } from 'vscode';
import type { FieldEntry, MoveField } from '#protocol/move-fields.ts';
import { withoutIcons } from '../../../tools/plain-message.ts';

/** One question of the wizard. */
export interface FieldStep {
  readonly title: string;
  readonly field: MoveField;
  /** Numbers from 1. */
  readonly step: number;
  readonly totalSteps: number;
  /** The value so far: the user's, or Jira's default. */
  readonly entry: FieldEntry | undefined;
  /** Why the value so far cannot be sent, in the editor's language. */
  readonly fault: string | undefined;
}

/** The user's answer. `back`: to the question before; `cancel`: the wizard ends, and the values so far are kept. */
export type StepAnswer = { readonly entry: FieldEntry } | 'back' | 'cancel';

/** A row with a value. */
export type ValueRow = QuickPickItem & { readonly value: string; readonly shown: string };

/** Returns a row whose text is the site's: `$(name)` in it stays text. */
export function valueRow(value: string, shown: string, detail?: string): ValueRow {
  return {
    label: withoutIcons(shown),
    value,
    shown,
    ...(detail !== undefined && { description: withoutIcons(detail) }),
  };
}

/** Shows a question with a list. `listen` registers what the question does, and answers it. */
export function askInList(
  { title, field, step, totalSteps, fault }: FieldStep,
  listen: (picker: QuickPick<ValueRow>, answer: (entry: FieldEntry) => void) => Disposable[],
): Promise<StepAnswer> {
  const picker = window.createQuickPick<ValueRow>();
  Object.assign(picker, { title, step, totalSteps, ignoreFocusOut: true, matchOnDescription: true });
  picker.placeholder = [requiredOf(field), fault].filter(Boolean).join(' – ');
  picker.buttons = step > 1 ? [QuickInputButtons.Back] : [];
  return new Promise<StepAnswer>((resolve) => {
    const subscriptions: Disposable[] = [];
    const end = (answer: StepAnswer) => {
      resolve(answer);
      for (const subscription of subscriptions) subscription.dispose();
      picker.dispose();
    };
    subscriptions.push(
      picker.onDidTriggerButton(() => end('back')),
      picker.onDidHide(() => end('cancel')),
      ...listen(picker, (entry) => end({ entry })),
    );
    picker.show();
  });
}

/** Returns the name of the field, and whether Jira requires it. */
export function requiredOf({ name, required, hasDefault }: MoveField): string {
  return required && !hasDefault ? l10n.t('{0} (required)', name) : l10n.t('{0} (optional)', name);
}
