import { closeSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Text } from '../../base/text.ts';
import type { Statements } from '../../domain/deployments/hints.ts';
import { isServerlessName } from '../../domain/deployments/serverless/service.ts';
import { seemsToState } from '../../domain/deployments/sniff.ts';
import { contentHash, deployedHash } from '../../domain/templates/content-hash.ts';
import { readTemplateBytes, tooLarge } from '../../domain/templates/read/read-bytes.ts';
import {
  largestTemplate,
  readTemplate,
  type TemplateFile,
} from '../../domain/templates/read/read-template.ts';
import { mayBeTemplate } from '../../domain/templates/read/sniff.ts';
import type { FolderMemory, Remembered } from '../cache/folder-memory.ts';
import type { DeploymentReader } from './deployment-reader.ts';
import { isTemplateName } from './file-kinds.ts';
import { type FolderToRead, locate } from './folder-rules.ts';
import { stampOf } from './stamp.ts';
import { readerOf } from './template-reader.ts';
import { codeOf, unread } from './unread.ts';

/** Of a file that is too large to be read, as much as tells what it is. In bytes. */
const longestHead = 64 * 1024;

/** What one file says, as it was when it had this stamp. */
export interface FileReading extends Remembered {
  readonly statements?: Statements;
  /** Other files that this reading depends on; it depends on the folder it was read in, too. */
  readonly beside?: ReadonlySet<string>;
  /** Why it says nothing, or less than it might. */
  readonly unread?: Text | undefined;
}

export interface ReadOptions {
  readonly folder: FolderToRead;
  readonly memory: FolderMemory | undefined;
  readonly deployments: DeploymentReader;
  /**
   * A file that was written so short a time ago may be written again without its times telling; its stamp is not
   * remembered. In ms.
   */
  readonly settled: number;
}

/** Reads a file; what its text says may be known. Never throws: what cannot be read says nothing. */
export async function readFileAt(path: string, stats: Stats, options: ReadOptions): Promise<FileReading> {
  const { memory, deployments, folder } = options;
  const stamp = stampOf(stats);
  const says = deployments.isDeploymentFile(path);
  const text = textOf(path, stats);
  const denied = text === undefined ? deniedCode(path, stats) : undefined;
  if (denied !== undefined) return { stamp, unread: unread.file(denied) };
  const template = isTemplateName(path) ? templateAt(path, text, stats, memory) : undefined;
  const key = text !== undefined && template ? keyOf(path, text) : undefined;
  const keyed = key !== undefined && template ? { key, template } : undefined;
  // What has no key is not kept, so its stamp must not be recognized either.
  const isRemembered = Date.now() - stats.ctimeMs >= options.settled && (!template || key !== undefined);
  if (!says) memory?.keep(path, isRemembered ? stamp : undefined, stats.size, keyed);
  const said = says && text !== undefined ? await statementsOf(path, text, deployments, folder) : {};
  if (says && text === undefined && statesTooMuch(path, stats))
    return { stamp, template, unread: unread.statements(stats.size) };
  return { stamp, template, ...said };
}

function templateAt(
  path: string,
  text: string | undefined,
  stats: Stats,
  memory: FolderMemory | undefined,
): TemplateFile | undefined {
  if (text === undefined) return stats.size > largestTemplate ? tooLargeAt(path, stats) : undefined;
  if (isServerlessName(basename(path))) return readerOf(path).read(path, text).template;
  // Not UTF-8: told from the bytes, with the reason.
  if (text.includes('\uFFFD')) {
    const bytes = unlessGone(() => readFileSync(path));
    return bytes && readTemplateBytes(path, bytes);
  }
  return templateOf(path, text, stats.size, memory);
}

/** Too large to be read, and of those that say something about stacks. */
function statesTooMuch(path: string, stats: Stats): boolean {
  if (!stats.isFile() || stats.size <= largestTemplate) return false;
  const head = unlessGone(() => headOf(path));
  return head !== undefined && seemsToState(Buffer.from(head).toString());
}

function tooLargeAt(path: string, stats: Stats): TemplateFile | undefined {
  const head = stats.isFile() ? unlessGone(() => headOf(path)) : undefined;
  return head && tooLarge(path, head, stats.size);
}

function headOf(path: string): Uint8Array {
  const head = Buffer.alloc(longestHead);
  const file = openSync(path, 'r');
  try {
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

function templateOf(
  path: string,
  text: string,
  size: number,
  memory: FolderMemory | undefined,
): TemplateFile | undefined {
  // Most of these files are no templates: no hash is made of them.
  if (!mayBeTemplate(text)) return undefined;
  const known = memory?.recallText(contentHash(text), size, path);
  if (known) return known;
  const template = readTemplate(path, text);
  return template && { ...template, hash: deployedHash(text) };
}

/** By what a template's reading is found again; nothing where more than its text decides. */
function keyOf(path: string, text: string): string | undefined {
  return isServerlessName(basename(path)) || text.includes('\uFFFD') ? undefined : contentHash(text);
}

/** Nothing for what is gone, may not be read, is too large, or is no file: a pipe would never end. */
export function textOf(path: string, stats: Stats): string | undefined {
  if (!stats.isFile() || stats.size > largestTemplate) return undefined;
  return unlessGone(() => readFileSync(path, 'utf8'));
}

/** Why a file of a readable size cannot be read; nothing if it can, or is gone. */
function deniedCode(path: string, stats: Stats): string | undefined {
  if (!stats.isFile() || stats.size > largestTemplate) return undefined;
  try {
    closeSync(openSync(path, 'r'));
    return undefined;
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : codeOf(error);
  }
}

/** Nothing where the file went meanwhile, or may not be read. */
function unlessGone<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Other files are asked for by name: only those that the folder's rules take are there. */
async function statementsOf(
  path: string,
  text: string,
  deployments: DeploymentReader,
  folder: FolderToRead,
): Promise<Pick<FileReading, 'statements' | 'beside'>> {
  const beside = new Set<string>();
  const found = (file: string) => {
    beside.add(file);
    return locate(folder, file);
  };
  const statements = await deployments.readDeployments(
    path,
    text,
    {
      read: async (file) => {
        const stats = found(file);
        return stats && textOf(file, stats);
      },
      exists: async (file) => found(file) !== undefined,
    },
    folder.path,
  );
  return { statements, beside };
}

/** Follows no link: the folder's own rules decided before. */
export function statsOf(path: string): Stats | undefined {
  return unlessGone(() => statSync(path, { throwIfNoEntry: false }));
}
