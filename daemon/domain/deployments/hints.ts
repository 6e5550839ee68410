import type { Note } from '../problems/note.ts';
import type { ConstructSource, Deployment } from './deployment.ts';

/** The stacks that one file of the workspace names, and what they are deployed from. */
export interface DeploymentHints {
  readonly deployments: readonly Deployment[];
  readonly constructs: readonly ConstructSource[];
  /** Lines that cannot be used: their author should know. */
  readonly problems: readonly HintProblem[];
}

export interface HintProblem {
  /** Absolute path; 0-based line. */
  readonly file: string;
  readonly line: number;
  readonly note: Note;
}

/** Other files of the workspace, by absolute paths. A file that the workspace leaves out does not exist here. */
export interface WorkspaceFiles {
  read(path: string): Promise<string | undefined>;
  exists(path: string): Promise<boolean>;
}

/** A file that may say which stack a template is deployed as. */
export interface DeploymentFile {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** The workspace's folder; templates outside it do not count. */
  readonly root: string;
  readonly workspace: WorkspaceFiles;
}
