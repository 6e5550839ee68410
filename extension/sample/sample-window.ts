import {
  commands,
  type Disposable,
  l10n,
  type Memento,
  StatusBarAlignment,
  type TreeItem,
  window,
} from 'vscode';
import type { Model } from '../daemon/model.ts';
import { DisposableStore } from '../tools/disposables.ts';
import { leave } from './explore.ts';
import { firstFinding } from './first-finding.ts';

/** Commands that change the user's own settings or token, which the sample does not use. */
const setupCommands = [
  'signIn',
  'signOut',
  'chooseJiraProject',
  'chooseTeam',
  'chooseAccounts',
  'pickProfile',
  'chooseRegion',
  'openSettings',
  'openConfiguration',
];

/** Says, on each screen of the sample, that it is one. */
export function sampleSentence(): string {
  return l10n.t('Sample organization: everything here is invented, and nothing reaches AWS or Jira.');
}

/** Registers what is different in a window that shows the sample: it says so, can be left, and sets up nothing. */
export function registerSampleWindow(lifetime: DisposableStore, model: Model, memory: Memento): void {
  void commands.executeCommand('setContext', 'guardrail.sample', true);
  lifetime.add(commands.registerCommand('guardrail.leaveSample', () => leave(memory)));
  for (const name of setupCommands)
    lifetime.add(commands.registerCommand(`guardrail.${name}`, () => offerToLeave(memory)));
  const item = lifetime.add(window.createStatusBarItem('guardrail.sample', StatusBarAlignment.Left, 6));
  item.name = l10n.t('Guardrail: sample organization');
  item.text = `$(beaker) ${l10n.t('Sample organization')}`;
  item.tooltip = [sampleSentence(), l10n.t('Click to leave the sample.')].join('\n');
  item.command = 'guardrail.leaveSample';
  item.show();
  // The view has no rows, so that its welcome text stays: what the sample is, and how to leave it.
  const treeDataProvider = { getChildren: () => [], getTreeItem: (row: TreeItem) => row };
  lifetime.add(window.createTreeView('guardrail.sample', { treeDataProvider }));
  lifetime.add(showFirstFinding(model));
}

async function offerToLeave(memory: Memento): Promise<void> {
  const button = l10n.t('Leave the Sample');
  const chosen = await window.showInformationMessage(
    l10n.t(
      'This window shows the sample organization, which needs no settings. Leave it to set up your own.',
    ),
    button,
  );
  if (chosen === button) await leave(memory);
}

/**
 * Shows the findings view, and the page of one finding, so that the form of a review is seen at once. A window that comes back with editors keeps them.
 */
function showFirstFinding(model: Model): Disposable {
  void commands.executeCommand('guardrail.findings.focus');
  // VS Code brings the walkthrough along, whose tab has no input for extensions.
  const hasEditors = window.tabGroups.all.some(({ tabs }) => tabs.some(({ input }) => input !== undefined));
  if (hasEditors) return { dispose() {} };
  const lifetime = new DisposableStore();
  let isSearching = false;
  const search = async () => {
    if (isSearching) return;
    isSearching = true;
    // While the sample's daemon starts there is nothing to search in: the next change tries again.
    const found = await model.search('template').catch(() => undefined);
    isSearching = false;
    const first = found && firstFinding(found.findings.values());
    if (!first || lifetime.isDisposed) return;
    lifetime.dispose();
    void commands.executeCommand('guardrail.finding.open', first.key);
  };
  lifetime.add(model.onChanged(search));
  lifetime.add(model.onOffersChanged(search));
  return lifetime;
}
