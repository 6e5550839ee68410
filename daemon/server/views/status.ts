import type { JiraConnectionFacts } from '#protocol/account.ts';
import type { CoverageEntry, Status } from '#protocol/status.ts';
import type { Locale } from '../../base/text.ts';
import { isInScope } from '../../configuration/account-region-scope.ts';
import type { Configuration } from '../../configuration/configuration.ts';
import type { Coverage } from '../../domain/coverage.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import type { WorkspaceNotes } from '../../domain/problems/workspace.ts';
import type { Store } from '../../store/store.ts';
import type { SyncRuns } from '../../sync/schedule.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import type { FailedFile } from '../../workspace/read/failed-file.ts';
import type { TemplatesRead } from '../../workspace/worker/messages.ts';
import { sayNote, sayProblem, textsOf } from '../texts/say.ts';
import { causeLines, causesOf } from './group-reasons.ts';
import { worstFirst } from './problem-order.ts';
import { keptReviews } from './reviews.ts';
import { sourceAges } from './source-ages.ts';

/** The parts of the daemon that its status is made from. */
export interface StatusSources {
  readonly team: () => Configuration['team'];
  /** Jira's site and project, under which tickets are stored. */
  readonly ticketScope: () => string | undefined;
  readonly jira: () => JiraConnectionFacts | undefined;
  readonly coverage: Pick<Store['coverage'], 'lastRun' | 'ofTeam' | 'ticketsReadAt'>;
  readonly runs: Pick<SyncRuns, 'running' | 'problems'>;
  /** Problems of the store and the configuration: until they are fixed, something cannot be read. */
  readonly problems: () => readonly Problem[];
  /** Facts about the configuration that the user should know although everything can be read. */
  readonly warnings: () => readonly Problem[];
  readonly snapshot: () => Snapshot;
  readonly urlOf: (ticket: string, site?: string) => string;
}

/** Returns what the daemon has read, how old that is, and its gaps. "No findings" means clean only if `complete`. */
export function statusOf(sources: StatusSources, templates: TemplatesRead, locale: Locale): Status {
  const { coverage, runs, snapshot, urlOf } = sources;
  const settings = sources.team();
  const team = settings?.team;
  const scope = sources.ticketScope();
  const last = team === undefined ? undefined : coverage.lastRun(team);
  const tried = team !== undefined && last ? coverage.ofTeam(team, last.started) : [];
  // An account-region that the configuration no longer has is not a gap, even before the next run.
  const parts = tried.filter((part) => part.of === 'jira' || !settings || isInScope(settings, part));
  const failed = parts.filter(({ problem }) => problem);
  const ticketsRead =
    scope !== undefined && snapshot().ticketsRead ? coverage.ticketsReadAt(scope) : undefined;
  const jira = sources.jira();
  const problems = [...sources.problems(), ...runs.problems()];
  // Their tickets are not known, so there is no status whose state would matter.
  const hidden = keptReviews(snapshot(), { locale, urlOf, statuses: {} }).filter(({ shown }) => !shown);
  const { counts } = snapshot().divergences;
  return {
    version: snapshot().version,
    ...(team !== undefined && { team }),
    configured: team !== undefined,
    syncing: runs.running(),
    ...(last?.ended !== undefined && { lastSync: last.ended }),
    ...(ticketsRead !== undefined && { ticketsRead }),
    ...(jira && { jira }),
    complete: last?.complete === true && failed.length === 0 && problems.length === 0,
    ...(Object.keys(counts).length > 0 && { divergences: counts }),
    failed: failed.map((part) => coverageEntry(part, locale)),
    read: parts.length - failed.length,
    ...(parts.length > 0 && { sources: sourceAges(parts) }),
    notes: noteLines(parts, locale),
    problems: worstFirst([...problems, ...sources.warnings()]).map((problem) => ({
      code: problem.code,
      text: sayProblem(problem, locale),
    })),
    ...(hidden.length > 0 && { hiddenReviews: hidden }),
    templates: {
      read: templates.read,
      state: templates.state,
      failed: templates.failed.map((failed) => ({
        file: failed.path,
        ...(ofFolders.has(failed.error.code) && { isFolder: true as const }),
        error: failedText(failed, locale),
      })),
    },
  };
}

/** Notes about a whole folder. */
const ofFolders: ReadonlySet<string> = new Set<keyof WorkspaceNotes>([
  'folder-denied',
  'folder-too-deep',
  'folder-too-many-files',
  'folder-virtual',
]);

/** Returns one line for each reason why parts are not read although nothing failed. */
export function noteLines(parts: readonly Coverage[], locale: Locale): string[] {
  const entries = parts.map((part) => coverageEntry(part, locale)).filter(({ ok }) => ok);
  return causeLines(
    causesOf(entries, ({ note }) => note),
    locale,
  );
}

/** Returns the protocol's entry. For Jira, its account is the scope and its region is empty. */
export function coverageEntry(part: Coverage, locale: Locale): CoverageEntry {
  return {
    ...(part.of === 'jira'
      ? { account: part.scope, region: '', source: 'tickets' as const }
      : { account: part.account, region: part.region, source: part.source }),
    ok: part.problem === undefined,
    ...(part.readAt !== undefined && { readAt: part.readAt }),
    ...(part.problem && 'code' in part.problem && { code: part.problem.code }),
    ...(part.problem && { problem: sayNote(part.problem, locale) }),
    ...(part.note && { note: sayNote(part.note, locale) }),
  };
}

function failedText(failed: FailedFile, locale: Locale): string {
  const { workspace } = textsOf(locale);
  const text = sayNote(failed.error, locale);
  switch (failed.kind) {
    case 'template':
      return workspace.unusableTemplate(text);
    case 'line':
      return workspace.atLine(failed.line, text);
    case 'unread':
      return text;
  }
}
