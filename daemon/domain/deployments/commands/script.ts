import type { Values } from './shell-variables.ts';

/** A piece of shell script in a file. */
export interface Script {
  readonly text: string;
  /** 0-based line of the file where the script begins. */
  readonly line: number;
  /**
   * Whether each of its lines is a line of the file. Otherwise all of the script counts as being at `line`.
   */
  readonly literal: boolean;
  /** Folders in which the script may run, the likeliest first. */
  readonly folders: readonly string[];
  /** Variables that the file defines. */
  readonly given: Values;
}
