import { workspace } from 'vscode';
import { type EditorSettings, editorSettingsChanged } from '#protocol/editor.ts';
import { type Settings, settingsChanged } from '#protocol/settings.ts';
import { type Excluded, excludedChanged } from '#protocol/templates.ts';
import type { Disposable } from '../tools/disposables.ts';
import type { Connected } from './connected.ts';

export interface Reported {
  /** Called at each change. */
  settings(): Settings;
  excluded(): readonly Excluded[];
  editor(): EditorSettings;
  /** Fires if the Jira token has changed. */
  onTokenChanged(call: () => void): Disposable;
}

/** The sections of `machineSettings`. */
const machineSections = ['guardrail.team', 'guardrail.jira', 'guardrail.aws'];

/** Reports changes of the values that this window sent in the handshake. */
export function reportChanges(
  daemon: Connected,
  { settings, excluded, editor, onTokenChanged }: Reported,
): void {
  const reportSettings = () => daemon.notify(settingsChanged, settings());
  const reportExcluded = () => daemon.notify(excludedChanged, { excluded: excluded() });
  daemon.lifetime.add(
    workspace.onDidChangeConfiguration((change) => {
      if (machineSections.some((section) => change.affectsConfiguration(section))) reportSettings();
      if (change.affectsConfiguration('guardrail.editor')) daemon.notify(editorSettingsChanged, editor());
      if (change.affectsConfiguration('files.exclude')) reportExcluded();
    }),
  );
  daemon.lifetime.add(workspace.onDidChangeWorkspaceFolders(reportExcluded));
  daemon.lifetime.add(onTokenChanged(reportSettings));
}
