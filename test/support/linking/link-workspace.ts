import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../../daemon/domain/findings/finding.ts';
import type { FindingLink } from '../../../daemon/domain/linking/finding-link.ts';
import type { TemplateIndex } from '../../../daemon/domain/linking/index/template-index.ts';
import { type DeployedStacks, linkFindings } from '../../../daemon/domain/linking/link-findings.ts';
import { indexFolders } from '../../../daemon/workspace/index-folders.ts';

/** Links the findings of a whole workspace, for tests and benchmarks. */
export function linkWorkspace(
  findings: readonly Finding[],
  deployed: DeployedStacks,
  index: TemplateIndex,
): Map<string, FindingLink> {
  return linkFindings(findings, deployed, index);
}

/** Writes files by their path, relative to the folder, and reads them like a window with this folder. */
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
