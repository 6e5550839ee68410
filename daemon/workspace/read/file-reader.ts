import { type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { ownText } from '../../base/own-text.ts';
import { createSharedTexts } from '../../base/shared-texts.ts';
import type { DeploymentHints } from '../../domain/deployments/hints.ts';
import { isServerlessName } from '../../domain/deployments/serverless/service.ts';
import { mayNameStacks } from '../../domain/deployments/sniff.ts';
import { type Note, note } from '../../domain/problems/note.ts';
import { contentHash, deployedHash } from '../../domain/templates/content-hash.ts';
import { readDecoded, readTooLarge, type TemplateFile } from '../../domain/templates/read/read-template.ts';
import { mayBeTemplate } from '../../domain/templates/read/sniff.ts';
import type { FolderMemory, Remembered } from '../cache/folder-memory.ts';
import type { DeploymentReader } from './deployment-reader.ts';
import { isTemplateName } from './file-kinds.ts';
import { type FolderToRead, locate } from './folder-rules.ts';
import { stampOf } from './stamp.ts';
import { readerOf } from './template-reader.ts';
import { readTextFile, type TextFile, textOf } from './text-file.ts';

/** The template and hints of one file when it had this stamp. */
export interface FileReading extends Remembered {
  readonly hints?: DeploymentHints;
  /**
   * Other files that this reading depends on. If present, it also depends on the folder in which it was read.
   */
  readonly dependsOn?: ReadonlySet<string>;
  /** Why the file is not read, or not completely. */
  readonly unread?: Note | undefined;
}

export interface ReadOptions {
  readonly folder: FolderToRead;
  readonly memory: FolderMemory | undefined;
  readonly deployments: DeploymentReader;
  /**
   * A file that was written more recently than this may be written again within the same time stamp, so its
   * stamp is not remembered.
   */
  readonly settleMs: number;
}

type ReadText = Extract<TextFile, { kind: 'text' }>;

interface FoundTemplate {
  readonly template: TemplateFile | undefined;
  /** `contentHash` of its text. Absent if the result depends on more than the text. */
  readonly key?: string;
}

/**
 * Reads a file. The cache may already know its text. Never throws.
 *
 * @param stats Stats of the file, taken before it is opened.
 */
export async function readFileAt(path: string, stats: Stats, options: ReadOptions): Promise<FileReading> {
  const { memory, deployments, folder } = options;
  const file = readTextFile(path);
  if (file?.kind === 'denied')
    return { stamp: stampOf(stats), unread: note('file-denied', { code: file.code }) };
  const isDeployment = deployments.isDeploymentFile(path);
  if (file?.kind !== 'text') {
    const { stamp, head = '' } = file ?? { stamp: stampOf(stats) };
    const template = isTemplateName(path) ? readTooLarge(path, head, stamp.size) : undefined;
    if (!isDeployment) remember(path, { stamp, template }, undefined, options);
    const isMissed = isDeployment && mayNameStacks(head);
    return {
      stamp,
      template,
      ...(isMissed && { unread: note('deployment-file-too-large', { bytes: stamp.size }) }),
    };
  }
  const { stamp } = file;
  const { template, key } = isTemplateName(path) ? templateIn(path, file, memory) : noTemplate;
  if (!isDeployment) {
    remember(path, { stamp, template }, key, options);
    return { stamp, template };
  }
  return { stamp, template, ...(await hintsIn(path, file.text, deployments, folder)) };
}

/** A template without a key is not kept, so its stamp must not be recognized either. */
function remember(
  path: string,
  { stamp, template }: Remembered,
  key: string | undefined,
  { memory, settleMs }: ReadOptions,
): void {
  const isRemembered = Date.now() - stamp.changed >= settleMs && (!template || key !== undefined);
  memory?.keep(
    path,
    isRemembered ? stamp : undefined,
    stamp.size,
    template && key !== undefined ? { key, template } : undefined,
  );
}

const noTemplate: FoundTemplate = { template: undefined };

function templateIn(path: string, file: ReadText, memory: FolderMemory | undefined): FoundTemplate {
  if (isServerlessName(basename(path)))
    return { template: owned(readerOf(path).read(path, file.text).template) };
  // Most of these files are not templates, so no hash is computed for them.
  if (!mayBeTemplate(file.text)) return noTemplate;
  if (file.encoding !== 'utf-8' || file.invalidLine !== undefined)
    return { template: owned(readDecoded(path, file)) };
  const key = contentHash(file.text);
  const known = memory?.recallText(key, file.stamp.size, path);
  if (known) return { key, template: known };
  const template = owned(readDecoded(path, file));
  return template ? { key, template: { ...template, hash: deployedHash(file.text) } } : noTemplate;
}

/** The ids and values that a parser returns are parts of the file's text, and each of them would keep all of it in memory. */
function owned<Data>(data: Data): Data {
  return createSharedTexts({ keep: ownText }).in(data);
}

/** Other files are looked up by name. Only files that the folder's rules accept exist. */
async function hintsIn(
  path: string,
  text: string,
  deployments: DeploymentReader,
  folder: FolderToRead,
): Promise<Pick<FileReading, 'hints' | 'dependsOn'>> {
  const dependsOn = new Set<string>();
  const exists = (file: string) => {
    dependsOn.add(file);
    return locate(folder, file) !== undefined;
  };
  const workspace = {
    read: async (file: string) => (exists(file) ? textOf(file) : undefined),
    exists: async (file: string) => exists(file),
  };
  const hints = await deployments.readDeployments(path, text, workspace, folder.path);
  return { hints: owned(hints), dependsOn };
}

/** Returns `undefined` if the path was deleted or cannot be accessed. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
