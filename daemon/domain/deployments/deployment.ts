/** Where a workspace says which stack a template is deployed as, strongest first. */
export type DeploymentKind = 'mapping' | 'cdk' | 'git-sync' | 'sam' | 'serverless' | 'command';

/** A file of the workspace says: this template is deployed as this stack. */
export interface Deployment {
  readonly kind: DeploymentKind;
  /**
   * The stack's name, with `*` for any text. Absent where only AWS knows it (Git sync keeps it there): the template is
   * deployed then, as a stack that nothing in the workspace names.
   */
  readonly stack?: string;
  /** Where known; a deployment without them may be to any account and region. */
  readonly account?: string;
  readonly region?: string;
  /** Absolute path. */
  readonly template: string;
  /** Who says so: absolute path, 0-based line. */
  readonly file: string;
  readonly line: number;
}

/** The construct of CDK's source code that makes a logical resource of a synthesized template. */
export interface ConstructSource {
  /** The synthesized template's absolute path. */
  readonly template: string;
  readonly logicalId: string;
  /** As CDK's own metadata have it: `Data/Bucket/Resource`. */
  readonly path: string;
  /** Where it is made, if CDK tells. Absolute path; 0-based line and column, as in an editor. */
  readonly source?: { readonly file: string; readonly line: number; readonly column: number };
}
