import type { Values } from './shell-variables.ts';

/** A piece of shell script in a file. */
export interface Script {
  readonly text: string;
  /** 0-based, in the file: of its first line. */
  readonly line: number;
  /** Whether its lines are the file's; otherwise all of it stands at `line`. */
  readonly literal: boolean;
  /** Folders in which it may run, likeliest first. */
  readonly folders: readonly string[];
  /** Variables that the file defines. */
  readonly given: Values;
}
