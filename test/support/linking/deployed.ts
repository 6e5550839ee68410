import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StackResource } from '../../../daemon/aws/reading.ts';
import type { Finding } from '../../../daemon/findings/finding.ts';
import { type FindingLink, linkFindings } from '../../../daemon/linking/link.ts';
import type { TemplateIndex } from '../../../daemon/linking/template-index.ts';
import { indexFolders } from '../../../daemon/templates/workspace.ts';

/** What AWS tells of stacks. */
export interface Deployed {
  readonly stacks: readonly StackResource[];
  /** Stack id → hash of the template as it was given to CloudFormation. */
  readonly templateHashes: ReadonlyMap<string, string>;
}

/** The one place where tests and benches of whole workspaces ask the linking. */
export function link(
  findings: readonly Finding[],
  { stacks }: Deployed,
  index: TemplateIndex,
): Map<string, FindingLink> {
  return linkFindings(findings, stacks, index);
}

/** Writes files, by their path from the folder, and reads them as a window with this folder does. */
export async function readWorkspace(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<TemplateIndex> {
  for (const [file, text] of files) {
    const full = path.join(folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  return indexFolders([folder]);
}
