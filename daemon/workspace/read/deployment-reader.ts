import type { DeploymentHints, WorkspaceFiles } from '../../domain/deployments/hints.ts';
import { isDeploymentFile, readDeployments } from '../../domain/deployments/read-deployments.ts';

/** Reads the files that say as which stack a template is deployed. */
export interface DeploymentReader {
  isDeploymentFile(path: string): boolean;
  /** @param root The workspace's folder. Files outside it do not count. */
  readDeployments(
    path: string,
    text: string,
    workspace: WorkspaceFiles,
    root: string,
  ): Promise<DeploymentHints>;
}

export const deploymentReader: DeploymentReader = { isDeploymentFile, readDeployments };
