import { closeSync, openSync, readFileSync, readSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isServerlessName } from '../deployments/serverless-service.ts';
import { readServerlessTemplate } from '../deployments/serverless-template.ts';
import type { Statements } from '../deployments/statements.ts';
import { contentHash, deployedHash } from '../templates/content-hash.ts';
import { mayBeTemplate } from '../templates/look.ts';
import { largestTemplate, readTemplate, type TemplateFile } from '../templates/read.ts';
import { readTemplateBytes, tooLarge } from '../templates/read-bytes.ts';
import type { DeploymentReader } from './deployment-reader.ts';
import { type FolderToRead, locate } from './folder-rules.ts';
import { isTemplateName } from './kinds.ts';
import type { FolderMemory, Stamp } from './template-cache.ts';

/** Of a file that is too large to be read, as much as tells what it is. In bytes. */
const longestHead = 64 * 1024;

/** What one file says, as it was when it had this stamp. */
export interface FileReading {
  readonly stamp: Stamp;
  readonly template?: TemplateFile;
  readonly statements?: Statements;
  /** Other files that this reading depends on. */
  readonly beside?: ReadonlySet<string>;
}

export interface ReadOptions {
  readonly folder: FolderToRead;
  readonly memory: FolderMemory | undefined;
  /** The file's path in the memory. */
  readonly relative: string;
  readonly deployments: DeploymentReader;
  /**
   * A file that was written so short a time ago may be written again without its times telling; its stamp is not
   * remembered. In ms.
   */
  readonly settled: number;
}

export function stampOf({ size, mtimeMs, ctimeMs }: Stats): Stamp {
  return { size, modified: mtimeMs, changed: ctimeMs };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed;
}

/** Reads a file, or recalls what it said. Never throws: what cannot be read says nothing. */
export async function readFileAt(path: string, stats: Stats, options: ReadOptions): Promise<FileReading> {
  const { memory, relative, deployments, folder } = options;
  const stamp = stampOf(stats);
  const says = deployments.isDeploymentFile(path);
  const remembered = says ? undefined : memory?.recall(relative);
  if (remembered && sameStamp(remembered.stamp, stamp)) {
    const template = remembered.template(path);
    return { stamp, ...(template && { template }) };
  }
  const text = textOf(path, stats);
  const template = isTemplateName(path) ? templateAt(path, text, stats, memory) : undefined;
  const key = text !== undefined && template ? keyOf(path, text) : undefined;
  const keyed = key !== undefined && template ? { key, template } : undefined;
  // What has no key is not kept, so its stamp must not be recognized either.
  const isRemembered = Date.now() - stats.ctimeMs >= options.settled && (!template || key !== undefined);
  if (!says) memory?.keep(relative, isRemembered ? stamp : undefined, stats.size, keyed);
  const said = says && text !== undefined ? await statementsOf(path, text, deployments, folder) : {};
  return { stamp, ...(template && { template }), ...said };
}

function templateAt(
  path: string,
  text: string | undefined,
  stats: Stats,
  memory: FolderMemory | undefined,
): TemplateFile | undefined {
  if (text === undefined) return stats.size > largestTemplate ? tooLargeAt(path, stats) : undefined;
  if (isServerlessName(basename(path))) return readServerlessTemplate(path, text) ?? readTemplate(path, text);
  // Not UTF-8: told from the bytes, with the reason.
  if (text.includes('\uFFFD')) return readTemplateBytes(path, readFileSync(path));
  return templateOf(path, text, stats.size, memory);
}

function tooLargeAt(path: string, stats: Stats): TemplateFile | undefined {
  if (!stats.isFile()) return undefined;
  const head = Buffer.alloc(longestHead);
  try {
    const file = openSync(path, 'r');
    try {
      return tooLarge(path, head.subarray(0, readSync(file, head)), stats.size);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
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
function textOf(path: string, stats: Stats): string | undefined {
  try {
    return stats.isFile() && stats.size <= largestTemplate ? readFileSync(path, 'utf8') : undefined;
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
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
