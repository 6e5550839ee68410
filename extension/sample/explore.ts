import { commands, type Disposable, l10n, type Memento, Uri, window, workspace } from 'vscode';
import type { DaemonPaths } from '#protocol/daemon-paths.ts';
import { plainMessage } from '../tools/plain-message.ts';
import { prepareSampleFolder } from './prepare-folder.ts';
import { isSampleWindow, sampleFolder } from './sample-folder.ts';

/** Names, among the extension's memory of this machine, how the sample was opened last. */
const openedIn = 'guardrail.sample.openedIn';

export interface SampleEntrance {
  /** Of the sample's daemon. */
  readonly paths: DaemonPaths;
  readonly extensionPath: string;
  readonly memory: Memento;
}

/** Registers the command that opens the sample organization. */
export function registerExplore(entrance: SampleEntrance): Disposable {
  return commands.registerCommand('guardrail.exploreSample', () => explore(entrance));
}

/** Opens the sample in this window if nothing is open here. Else opens a new window: the user's work stays as it is. */
async function explore({ paths, extensionPath, memory }: SampleEntrance): Promise<void> {
  // The walkthrough comes along into the sample's window, with its button.
  if (isSampleWindow(paths)) {
    await commands.executeCommand('guardrail.findings.focus');
    return;
  }
  try {
    await prepareSampleFolder(paths, extensionPath);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await window.showErrorMessage(
      plainMessage(
        l10n.t(
          'The sample cannot be copied: {0}. Remove the cause, then run "Guardrail: Explore a Sample Organization" again.',
          reason,
        ),
      ),
    );
    return;
  }
  const isEmpty = workspace.workspaceFolders === undefined && workspace.workspaceFile === undefined;
  await memory.update(openedIn, isEmpty ? 'window' : 'new-window');
  await commands.executeCommand('vscode.openFolder', Uri.file(sampleFolder(paths)), {
    forceNewWindow: !isEmpty,
    forceReuseWindow: isEmpty,
    noRecentEntry: true,
  });
}

/** Closes the window if it was opened for the sample; else only the folder. The sample's daemon ends some seconds later. */
export async function leave(memory: Memento): Promise<void> {
  const isOwnWindow = memory.get(openedIn) === 'new-window';
  await commands.executeCommand(
    isOwnWindow ? 'workbench.action.closeWindow' : 'workbench.action.closeFolder',
  );
}
