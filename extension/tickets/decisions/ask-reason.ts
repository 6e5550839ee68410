import { type Disposable, InputBoxValidationSeverity, l10n, window } from 'vscode';
import { maxReasonCharacters, reasonLength } from '#protocol/review-reason.ts';
import { plainPrompt } from '../../tools/plain-message.ts';
import { lineShown, lineTyped } from '../review/one-line.ts';

/** Shown below the box, in place of the prompt. It does not prevent an answer. */
export interface Fact {
  readonly text: string;
  readonly isWarning: boolean;
}

export interface ReasonQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  /** The box starts with this. */
  readonly before: string;
  readonly mayBeEmpty: boolean;
  /** Each edit. */
  readonly onEdit: (reason: string) => void;
  /** Arrives while the user writes. */
  readonly facts?: Promise<Fact>;
}

/** Asks for a reason. Escape loses nothing, because each edit is kept. Resolves to `undefined` if the user leaves. */
export async function askReason(question: ReasonQuestion): Promise<string | undefined> {
  const box = window.createInputBox();
  Object.assign(box, {
    title: question.title,
    prompt: plainPrompt(question.prompt),
    placeholder: question.placeholder,
    ignoreFocusOut: true,
    value: lineShown(question.before),
  });
  let fact: Fact | undefined;
  const showFact = () => {
    box.validationMessage = fact && {
      message: plainPrompt(fact.text),
      severity: fact.isWarning ? InputBoxValidationSeverity.Warning : InputBoxValidationSeverity.Info,
    };
  };
  let isOpen = true;
  if (question.facts) {
    box.busy = true;
    void question.facts.then((arrived) => {
      if (!isOpen) return;
      box.busy = false;
      fact = arrived;
      showFact();
    });
  }
  const subscriptions: Disposable[] = [box];
  const answer = new Promise<string | undefined>((resolve) => {
    subscriptions.push(
      box.onDidChangeValue((value) => {
        showFact();
        question.onEdit(lineTyped(value));
      }),
      box.onDidAccept(() => {
        const reason = lineTyped(box.value);
        const fault = faultOf(reason, question.mayBeEmpty);
        if (fault === undefined) resolve(reason);
        else box.validationMessage = plainPrompt(fault);
      }),
      box.onDidHide(() => resolve(undefined)),
    );
  });
  box.show();
  try {
    return await answer;
  } finally {
    isOpen = false;
    for (const subscription of subscriptions) subscription.dispose();
  }
}

function faultOf(reason: string, mayBeEmpty: boolean): string | undefined {
  const length = reasonLength(reason);
  if (length === 0 && !mayBeEmpty) return l10n.t('Enter a reason.');
  return length > maxReasonCharacters ? l10n.t('At most {0} characters.', maxReasonCharacters) : undefined;
}
