import { commands, l10n, window } from 'vscode';
import type { ValueInUse } from '#protocol/aws.ts';
import { plainMessage } from '../tools/plain-message.ts';

/**
 * Shows which source decides a value if a choice in the editor would have no effect or would contradict the user's own
 * file. Returns whether it does.
 * @param name In the reader's language, at the end of a sentence: `team`. @param variable Of the environment.
 */
export function showDecided(value: ValueInUse | undefined, name: string, variable: string): boolean {
  if (value?.source === 'environment') {
    void window.showInformationMessage(
      plainMessage(
        l10n.t(
          'The environment ({0}) sets the {1}: {2}. To choose it here, remove the variable, restart VS Code and run "Guardrail: Restart Daemon".',
          variable,
          name,
          value.value,
        ),
      ),
    );
    return true;
  }
  if (value?.source === 'file') {
    void offerFile(l10n.t('The configuration file sets the {0}: {1}.', name, value.value));
    return true;
  }
  return false;
}

/** Shows a sentence about the configuration file, with a button that opens it. */
export async function offerFile(sentence: string): Promise<void> {
  const openFile = l10n.t('Open File');
  if ((await window.showInformationMessage(plainMessage(sentence), openFile)) === openFile)
    await commands.executeCommand('guardrail.openConfiguration');
}
