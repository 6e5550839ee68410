import type { JiraAccount, JiraInUse, JiraProjects, TypedAccount } from '#protocol/account.ts';
import type { DeclaredAt } from '#protocol/links.ts';
import type { Settings } from '#protocol/settings.ts';
import type { Configuration } from '../configuration/configuration.ts';
import type { LinkChoice, ResourceIdentity } from '../domain/linking/choices/link-choice.ts';
import type { Problem } from '../domain/problems/problem.ts';
import type { Reviews } from '../domain/tickets/review.ts';
import type { SyncRunLog } from '../store/store.ts';
import type { SyncRuns } from '../sync/schedule.ts';
import type { Snapshot } from '../sync/snapshot.ts';
import type { Workspaces } from '../workspace/worker/host/workspaces.ts';

/** The daemon behind its door: what sessions are served from. Built in `compose.ts`. */
export interface Core {
  configuration(): Configuration;
  /** Takes one window's machine settings, and the configuration file as it is now; reads all again if anything differs. */
  configure(window: object, settings: Settings): void;
  /** The window's settings count no more, unless it is back soon. */
  windowLeft(window: object): void;
  snapshot(): Snapshot;
  /** What must be mended before all can be read: a broken configuration file, no team, nobody signed in. */
  missing(): readonly Problem[];
  readonly account: {
    inUse(): JiraInUse;
    /** Keeps nothing. @throws Problem which says what Jira did not accept. */
    check(typed: TypedAccount, signal: AbortSignal): Promise<JiraAccount>;
    /** What the typed account may see or, if nothing is typed, the one in use. @throws Problem as `check` does. */
    projects(typed: TypedAccount, signal: AbortSignal): Promise<JiraProjects>;
    /** Forgets the token that this window gave. */
    signOut(window: object): void;
  };
  /** What a user should know of the configuration in use, although all can be read with it. */
  warnings(): readonly Problem[];
  readonly workspaces: Workspaces;
  readonly syncRuns: SyncRuns;
  readonly coverage: Pick<SyncRunLog, 'lastRun' | 'ofTeam' | 'ticketsReadAt'>;
  /** When findings were last seen to fail, by key: this one or, without a key, all of the team's. ISO 8601. */
  lastSeen(finding?: string): Readonly<Record<string, string>>;
  readonly reviews: Reviews & {
    /** Withdraws one review, whatever site it is for. */
    withdrawOne(id: string): void;
  };
  /** What a person says of links. Each change leads to new links. */
  readonly choices: {
    remember(choice: LinkChoice): void;
    /** Of one place or, without one, of all places of the resource. */
    forget(resource: ResourceIdentity, place?: DeclaredAt): void;
  };
  /** Names of the AWS profiles of this machine. */
  profiles(): Promise<string[]>;
  /** Jira's site and project, under which tickets are filed. */
  scope(): string | undefined;
  /** A ticket's page for people on a site, else on the one in use; empty if that is no address of a site. */
  urlOf(ticket: string, site?: string): string;
  /** Calls back after every change of knowledge or state. Answers how to stop. */
  onChanged(listener: () => void): () => void;
  /** Ends the sync run, lets a review that is on its way arrive, and closes the store. */
  close(): Promise<void>;
}
