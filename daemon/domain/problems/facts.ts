import type { AwsNotes } from './aws.ts';
import type { FolderProblems } from './folders.ts';
import type { StoreProblems } from './store.ts';

/** The facts of each problem, by its code. Each file of this folder holds those of one room. */
export interface ProblemFacts extends FolderProblems, StoreProblems {}

/** The facts of each note, by its code. */
export interface NoteFacts extends AwsNotes {}
