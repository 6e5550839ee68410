/** Kinds of files in which a workspace says as which stack a template is deployed, strongest first. */
export type DeploymentKind = 'mapping' | 'cdk' | 'git-sync' | 'sam' | 'serverless' | 'command';

/** A file of the workspace says that this template is deployed as this stack. */
export interface Deployment {
  readonly kind: DeploymentKind;
  /**
   * The stack's name; `*` stands for any text. Absent if only AWS knows the name, as with Git sync. Then the
   * template is deployed as a stack that nothing in the workspace names.
   */
  readonly stack?: string;
  /** Present if known. Without them, the deployment may be to any account and region. */
  readonly account?: string;
  readonly region?: string;
  /** Absolute path. */
  readonly template: string;
  /** The file that says so (absolute path), and the 0-based line. */
  readonly file: string;
  readonly line: number;
}

/** The construct in CDK source code that creates a logical resource of a synthesized template. */
export interface ConstructSource {
  /** Absolute path of the synthesized template. */
  readonly template: string;
  readonly logicalId: string;
  /** As in CDK's own metadata: `Data/Bucket/Resource`. */
  readonly path: string;
  /** The line that creates it, if CDK reports it. Absolute path; 0-based line and column, as in an editor. */
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}
