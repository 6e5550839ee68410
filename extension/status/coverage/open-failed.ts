import { type Command, Uri } from 'vscode';
import type { TemplateFailure } from '#protocol/status.ts';

/** Returns the command that shows a file or folder that is not read: a file in an editor, a folder in the explorer. */
export function openFailed({ file, isFolder }: TemplateFailure): Command {
  const isUri = /^[a-z][\w+.-]*:\/\//i.test(file);
  const target = isUri ? Uri.parse(file) : Uri.file(file);
  return { command: isFolder ? 'revealInExplorer' : 'vscode.open', title: '', arguments: [target] };
}
