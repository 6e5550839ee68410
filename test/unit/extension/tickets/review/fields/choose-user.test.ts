import { afterEach, describe, expect, it } from 'vitest';
import type { FieldEntry } from '#protocol/move-fields.ts';
import { chooseUsers } from '../../../../../../extension/tickets/review/fields/choose-user.ts';
import type { ValueRow } from '../../../../../../extension/tickets/review/fields/step.ts';
import { window } from '../../../../../support/vscode/fake.ts';

/** Accepts the list as it opens. Resolves to the answer and the labels of the rows. */
async function acceptAtOnce(entry: FieldEntry) {
  let accept = () => {};
  const listen = () => ({ dispose() {} });
  const picker = {
    ...{ items: [] as ValueRow[], selectedItems: [] as ValueRow[], show: () => accept(), dispose() {} },
    ...{ onDidTriggerButton: listen, onDidHide: listen },
    ...{ onDidChangeValue: listen, onDidChangeSelection: listen },
    onDidAccept(listener: () => void) {
      accept = listener;
      return listen();
    },
  };
  Object.assign(window, { createQuickPick: () => picker });
  const field = { id: 'reviewers', name: 'Reviewers', required: true, control: 'users' } as const;
  const step = { title: 'PAY-1', field, step: 1, totalSteps: 1, entry, fault: undefined };
  const answer = await chooseUsers(step, async () => [], true);
  return { answer, labels: picker.items.map(({ label }) => label) };
}

afterEach(() => void Reflect.deleteProperty(window, 'createQuickPick'));

describe('the list of several users', () => {
  it('shows the users that were chosen before by their names, and keeps the names', async () => {
    const entry = { value: ['a', 'b'], shown: 'Sato, Aiko, Rei', names: ['Sato, Aiko', 'Rei'] };
    expect(await acceptAtOnce(entry)).toEqual({ answer: { entry }, labels: ['Sato, Aiko', 'Rei'] });
  });
});
