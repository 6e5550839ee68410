import { type Disposable, l10n, QuickInputButtons, window } from 'vscode';
import type { FieldEntry, MoveField } from '#protocol/move-fields.ts';
import { typedValue } from '../../../../webview/finding/protocol.ts';
import { plainPrompt } from '../../../tools/plain-message.ts';
import { lineShown, lineTyped } from '../one-line.ts';
import { type FieldStep, requiredOf, type StepAnswer } from './step.ts';

/** Asks for a text, a number, a day, a time or labels. The value is checked before the wizard goes on. */
export function typeValue({ title, field, step, totalSteps, entry, fault }: FieldStep): Promise<StepAnswer> {
  const box = window.createInputBox();
  Object.assign(box, { title, step, totalSteps, ignoreFocusOut: true });
  box.prompt = plainPrompt([requiredOf(field), formOf(field)].filter(Boolean).join(': '));
  box.value = shownValue(entry);
  box.validationMessage = fault === undefined ? undefined : plainPrompt(fault);
  box.buttons = step > 1 ? [QuickInputButtons.Back] : [];
  return new Promise<StepAnswer>((resolve) => {
    const subscriptions: Disposable[] = [];
    const end = (answer: StepAnswer) => {
      resolve(answer);
      for (const subscription of subscriptions) subscription.dispose();
      box.dispose();
    };
    subscriptions.push(
      box.onDidChangeValue(() => {
        box.validationMessage = undefined;
      }),
      box.onDidAccept(() => {
        const typed = typedValue(field, lineTyped(box.value));
        if (typed.ok) end({ entry: { value: typed.value } });
        else box.validationMessage = plainPrompt(faultText(typed.fault));
      }),
      box.onDidTriggerButton(() => end('back')),
      box.onDidHide(() => end('cancel')),
    );
    box.show();
  });
}

function shownValue(entry: FieldEntry | undefined): string {
  if (entry === undefined) return '';
  return typeof entry.value === 'string' ? lineShown(entry.value) : entry.value.join(' ');
}

function formOf({ control }: MoveField): string {
  switch (control) {
    case 'number':
      return l10n.t('a number');
    case 'date':
      return l10n.t('a date such as {0}', '2026-11-30');
    case 'datetime':
      return l10n.t('a local time such as {0}', '2026-11-30 09:00');
    case 'labels':
      return l10n.t('labels with spaces between them');
    default:
      return '';
  }
}

function faultText(fault: 'missing' | 'number' | 'date' | 'datetime'): string {
  switch (fault) {
    case 'missing':
      return l10n.t('Jira requires a value.');
    case 'number':
      return l10n.t('This is not a number.');
    case 'date':
      return l10n.t('This is not a date. Write it as {0}.', '2026-11-30');
    case 'datetime':
      return l10n.t('This is not a time. Write it as {0}.', '2026-11-30 09:00');
  }
}
