import type { Text } from '../../base/text.ts';
import type { ConstructSource, Deployment } from './deployment.ts';

/** What one file of the workspace says about stacks. */
export interface Statements {
  readonly deployments: readonly Deployment[];
  readonly constructs: readonly ConstructSource[];
  /** What its author should know: the file says something that cannot be used. */
  readonly problems: readonly StatementProblem[];
}

export interface StatementProblem extends Text {
  /** Absolute path; 0-based line. */
  readonly file: string;
  readonly line: number;
}

/** How other files of the workspace are asked for, by absolute paths. What the workspace leaves out is not there. */
export interface Beside {
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
}

/** A file that may say something. */
export interface StatingFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** The workspace's folder, outside of which no template counts. */
  readonly root: string;
  readonly beside: Beside;
}
