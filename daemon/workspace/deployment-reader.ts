import type { Statements } from '../linking/deployment-index.ts';

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
