import type { ConstructSource, Deployment } from '../templates/deployment.ts';

/** What a file of the workspace says about stacks. */
export interface Statements {
  readonly deployments: readonly Deployment[];
  readonly constructs: readonly ConstructSource[];
}

/** How other files of the workspace are asked for. Absolute paths. */
export interface Beside {
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
}

/** Reads the files that say which stack a template is deployed as. */
export interface DeploymentReader {
  isDeploymentFile(path: string): boolean;
  /** @param root The workspace's folder, outside of which nothing counts. */
  readDeployments(path: string, text: string, beside: Beside, root: string): Promise<Statements>;
}
