import type { Note } from '../problems/note.ts';
import type { ConstructSource, Deployment } from './deployment.ts';

/** The stacks that one file of the workspace names, and the templates that are deployed as them. */
export interface DeploymentHints {
  readonly deployments: readonly Deployment[];
  readonly constructs: readonly ConstructSource[];
  /** Lines that cannot be used. Their author should know about them. */
  readonly problems: readonly HintProblem[];
}

export interface HintProblem {
  /** Absolute path; 0-based line. */
  readonly file: string;
  readonly line: number;
  readonly note: Note;
}

/** Other files of the workspace, by absolute path. A file that the workspace excludes counts as missing. */
export interface WorkspaceFiles {
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
}

/** A file that may say as which stack a template is deployed. */
export interface DeploymentFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** The workspace's folder. Templates outside it do not count. */
  readonly root: string;
  readonly workspace: WorkspaceFiles;
}
