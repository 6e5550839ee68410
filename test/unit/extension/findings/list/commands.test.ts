import { expect, it } from 'vitest';
import { registerFindingList } from '../../../../../extension/findings/list/commands.ts';
import { DisposableStore } from '../../../../../extension/tools/disposables.ts';
import { commands, shownErrors } from '../../../../support/vscode/fake.ts';

it('shows why the findings cannot be filtered, with the next step', async () => {
  shownErrors.length = 0;
  const lifetime = new DisposableStore();
  registerFindingList(lifetime, {
    choice: { isFiltered: false, current: { filter: {} }, onChanged: () => ({ dispose() {} }) },
    shown: {
      filterChoices() {
        throw new Error('This window is not connected.');
      },
    },
    look: {},
  } as unknown as Parameters<typeof registerFindingList>[1]);
  await commands.executeCommand('guardrail.findings.filter');
  expect(shownErrors).toEqual(['Guardrail: This window is not connected.']);
  lifetime.dispose();
});
