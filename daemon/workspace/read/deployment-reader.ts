import type { DeploymentHints, WorkspaceFiles } from '../../domain/deployments/hints.ts';
import { isDeploymentFile, readDeployments } from '../../domain/deployments/read-deployments.ts';

/** Reads the files that say which stack a template is deployed as. */
export interface DeploymentReader {
  isDeploymentFile(path: string): boolean;
  /** @param root The workspace's folder, outside of which nothing counts. */
  readDeployments(path: string, text: string, beside: WorkspaceFiles, root: string): Promise<DeploymentHints>;
}

export const deploymentReader: DeploymentReader = { isDeploymentFile, readDeployments };
