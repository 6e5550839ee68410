import type { WorkspaceNotes } from '../../../domain/problems/workspace.ts';
import { type ReadFailure, readFailure } from '../parts.ts';
import type { NoteTexts, WorkspaceTexts } from '../texts.ts';
import { counted } from './counted.ts';

const fixes: Readonly<Record<ReadFailure, string>> = {
  permission: 'Give yourself permission to read it',
  'long-path': 'Make its path shorter',
  'open-files': 'Close other programs or raise the limit of open files ("ulimit -n"), then refresh',
  'in-use': 'Close the program that uses it, then refresh',
  disk: 'Check its disk',
  other: 'Check that it can be opened in another program',
};

export const workspaceNotes: Pick<NoteTexts, keyof WorkspaceNotes> = {
  'folder-denied': ({ code }) =>
    `This folder cannot be read (${code}), so its templates are unknown. ${fixes[readFailure(code)]}, or exclude it in .gitignore or files.exclude.`,
  'file-denied': ({ code }) =>
    `This file cannot be read (${code}), so its resources are unknown. ${fixes[readFailure(code)]}, or exclude it in .gitignore or files.exclude.`,
  'deployment-file-too-large': ({ bytes }) =>
    `This file has ${(bytes / (1024 * 1024)).toFixed(1)} MB, and files of more than 2 MB are not read, so its stacks are unknown. Split it, or say in a .guardrail.yaml which stack a template is deployed as.`,
  'folder-virtual': () =>
    'The files of this folder are not on the machine where Guardrail runs, so its templates are not read. Clone the repository there and open the clone to link findings to them.',
  'file-stuck': () =>
    'Reading this file did not end, so it is left out until it changes. Simplify it, or exclude it in .gitignore or files.exclude.',
  'folder-too-many-files': ({ max }) =>
    `This folder has more than ${max} files that may be templates: the others are not read. Exclude folders in .gitignore or files.exclude, or open a smaller folder.`,
  'folder-too-deep': ({ maxDepth }) =>
    `Folders deeper than ${counted(maxDepth, 'level')} are not read. Exclude this one in .gitignore or files.exclude, or open it by itself.`,
  'folder-too-many-deployments': ({ max }) =>
    `The files before this one already name more than ${max} deployments, so stacks in this one are not used. Open a smaller folder.`,
};

export const workspaceTexts: WorkspaceTexts = {
  unusableTemplate: (reason) =>
    `CloudFormation cannot use it as a template (${reason}). Correct it and save the file: findings are then linked to the new text.`,
  atLine: (line, sentence) => `Line ${line + 1}: ${sentence}`,
  readingTemplates: (read, found) =>
    `reading templates ${read.toLocaleString('en')}/${found.toLocaleString('en')}`,
};
