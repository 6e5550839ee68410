import path from 'node:path';
import { type EnvironmentVariableCollection, l10n } from 'vscode';

/** Puts `guardrail` on the PATH of the integrated terminal, run by the editor's own runtime. */
export function addToTerminalPath(environment: EnvironmentVariableCollection, extensionPath: string): void {
  environment.description = l10n.t('Adds the guardrail command');
  environment.prepend('PATH', path.join(extensionPath, 'dist', 'bin') + path.delimiter);
  environment.replace('GUARDRAIL_NODE', process.execPath);
}
