import type { Settings } from '#protocol/messages.ts';
import type { Problem } from '../base/problem.ts';
import type { CoverageRecord, PassRecord } from '../store/coverage.ts';
import type { Passes } from '../sync/passes.ts';
import type { Snapshot } from '../sync/snapshot.ts';
import type { Configuration } from '../teams/configuration.ts';
import type { Reviews } from '../tickets/review.ts';

/** The daemon behind its door: what sessions are served from. Built in `compose.ts`. */
export interface Core {
  configuration(): Configuration;
  /** Takes new machine settings. Answers whether anything differs. */
  configure(settings: Settings): boolean;
  snapshot(): Snapshot;
  /** What must be configured before anything can be read. */
  missing(): readonly Problem[];
  readonly passes: Passes;
  readonly coverage: {
    lastPass(team: string): PassRecord | undefined;
    ofPass(pass: number): CoverageRecord[];
    readAt(account: string, region: string, source: CoverageRecord['source']): string | undefined;
  };
  readonly reviews: Reviews;
  /** Jira's site and project, under which tickets are filed. */
  scope(): string | undefined;
  /** A ticket's page for people; empty where no site is configured. */
  urlOf(ticket: string): string;
  /** Calls back after every change of knowledge or state. Answers how to stop. */
  onChanged(listener: () => void): () => void;
  /** Ends passes and closes the store. */
  close(): void;
}
