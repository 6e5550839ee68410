import path from 'node:path';
import { note } from '../problems/note.ts';
import { BoundedFiles, lookupLimits } from './bounded-files.ts';
import { isManifestName, readManifest } from './cdk/manifest.ts';
import { readDeployActions } from './commands/github-action.ts';
import { holdsCommands, readCommands } from './commands/read-commands.ts';
import { isGitSyncName, readGitSync } from './git-sync.ts';
import type { DeploymentFile, DeploymentHints, WorkspaceFiles } from './hints.ts';
import { isMappingName, readMapping } from './mapping.ts';
import { isSamconfigName, readSamconfig } from './sam/samconfig.ts';
import { readServerless } from './serverless/read-serverless.ts';
import { isServerlessName } from './serverless/service.ts';

export type { DeploymentHints, HintProblem, WorkspaceFiles } from './hints.ts';

/** Limit for one file, because each deployment is compared with every stack whose name may fit. */
const maxDeployments = 5000;

/**
 * Returns the readers for a file of this name. A file may be of several kinds: `deploy.yml` can belong to a
 * pipeline or to Git sync.
 */
function readersOf(file: string): ((file: DeploymentFile) => Promise<DeploymentHints> | DeploymentHints)[] {
  const name = path.basename(file);
  const folder = path.basename(path.dirname(file));
  if (isMappingName(name)) return [readMapping];
  if (isManifestName(name)) return [readManifest];
  if (isSamconfigName(name)) return [readSamconfig];
  if (isServerlessName(name)) return [readServerless];
  return [
    ...(isGitSyncName(name, folder) ? [readGitSync] : []),
    ...(holdsCommands(file) ? [readCommands, readActions] : []),
  ];
}

/** Returns whether a file with this name may say as which stack a template is deployed. */
export function isDeploymentFile(file: string): boolean {
  return readersOf(file).length > 0;
}

/**
 * Reads the stacks that a file names. Never throws: for a file that cannot be used, returns no stacks, or a
 * reason in `problems`.
 * @param file Absolute path.
 * @param workspace Gives access to other files of the workspace.
 * @param root The workspace's folder. Templates outside it do not count.
 */
export async function readDeployments(
  file: string,
  text: string,
  workspace: WorkspaceFiles,
  root: string,
): Promise<DeploymentHints> {
  const all: DeploymentHints[] = [];
  const bounded = new BoundedFiles(workspace);
  for (const read of readersOf(file)) {
    try {
      all.push(await read({ path: file, text, root, workspace: bounded }));
    } catch {
      // The other readers may still understand the file.
    }
  }
  const deployments = all.flatMap(({ deployments }) => deployments);
  const problems = all.flatMap(({ problems }) => problems);
  const atStart = { file, line: 0 };
  if (bounded.isExceeded)
    problems.push({ ...atStart, note: note('deployments-too-many-paths', { max: lookupLimits.maxPaths }) });
  if (deployments.length > maxDeployments)
    problems.push({ ...atStart, note: note('deployments-too-many', { max: maxDeployments }) });
  return {
    deployments: deployments.slice(0, maxDeployments),
    constructs: all.flatMap(({ constructs }) => constructs),
    problems,
  };
}

async function readActions(file: DeploymentFile): Promise<DeploymentHints> {
  return { deployments: await readDeployActions(file), constructs: [], problems: [] };
}
