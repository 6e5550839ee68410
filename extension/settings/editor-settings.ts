import { workspace } from 'vscode';
import { defaultEditorSettings, diagnosticsModes, type EditorSettings } from '#protocol/editor.ts';

/** Returns what this window's editor shows in templates. Returns the default for a value that is not possible. */
export function editorSettings(): EditorSettings {
  const settings = workspace.getConfiguration('guardrail.editor');
  const isOn = (name: 'lenses' | 'showReviewed') => {
    const value = settings.get<unknown>(name);
    return typeof value === 'boolean' ? value : defaultEditorSettings[name];
  };
  const mode = settings.get<unknown>('diagnostics');
  return {
    lenses: isOn('lenses'),
    diagnostics: diagnosticsModes.find((known) => known === mode) ?? defaultEditorSettings.diagnostics,
    showReviewed: isOn('showReviewed'),
  };
}
