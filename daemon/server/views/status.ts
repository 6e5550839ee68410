import type { CoverageEntry, Status } from '#protocol/status.ts';
import type { Locale } from '../../base/text.ts';
import { isInScope } from '../../configuration/account-region-scope.ts';
import type { Configuration } from '../../configuration/configuration.ts';
import type { Coverage } from '../../domain/coverage.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import type { Store } from '../../store/store.ts';
import type { SyncRuns } from '../../sync/schedule.ts';
import type { Snapshot } from '../../sync/snapshot.ts';
import type { FailedFile } from '../../workspace/read/failed-file.ts';
import type { TemplatesRead } from '../../workspace/worker/messages.ts';
import { sayNote, sayProblem, textsOf } from '../texts/say.ts';
import { causeLines, causesOf } from './group-reasons.ts';
import { worstFirst } from './problem-order.ts';
import { keptReviews } from './reviews.ts';

/** The parts of the daemon that its status is made from. */
export interface StatusSources {
  readonly team: () => Configuration['team'];
  /** Jira's site and project, under which tickets are stored. */
  readonly ticketScope: () => string | undefined;
  readonly coverage: Pick<Store['coverage'], 'lastRun' | 'ofTeam' | 'ticketsReadAt'>;
  readonly runs: Pick<SyncRuns, 'running' | 'problems'>;
  /** Problems of the store and the configuration: until they are fixed, something cannot be read. */
  readonly problems: () => readonly Problem[];
  /** Facts about the configuration that the user should know although everything can be read. */
  readonly warnings: () => readonly Problem[];
  readonly snapshot: () => Snapshot;
  readonly urlOf: (ticket: string, site?: string) => string;
}

/** Returns the daemon's knowledge, its age and its gaps. Nothing is "clean" unless `complete`. */
export function statusOf(sources: StatusSources, templates: TemplatesRead, locale: Locale): Status {
  const { coverage, runs, snapshot, urlOf } = sources;
  const settings = sources.team();
  const team = settings?.team;
  const scope = sources.ticketScope();
  const last = team === undefined ? undefined : coverage.lastRun(team);
  const tried = team !== undefined && last ? coverage.ofTeam(team, last.started) : [];
  // What was taken out of the configuration is no gap, even before the next run.
  const places = tried.filter((place) => place.of === 'jira' || !settings || isInScope(settings, place));
  const failed = places.filter(({ problem }) => problem);
  const ticketsRead = scope === undefined ? undefined : coverage.ticketsReadAt(scope);
  const problems = [...sources.problems(), ...runs.problems()];
  const hidden = keptReviews(snapshot(), { locale, urlOf }).filter(({ shown }) => !shown);
  return {
    version: snapshot().version,
    ...(team !== undefined && { team }),
    configured: team !== undefined,
    syncing: runs.running(),
    ...(last?.ended !== undefined && { lastSync: last.ended }),
    ...(ticketsRead !== undefined && { ticketsRead }),
    complete: last?.complete === true && failed.length === 0 && problems.length === 0,
    failed: failed.map((place) => coverageEntry(place, locale)),
    read: places.length - failed.length,
    notes: noteLines(places, locale),
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
        error: failedText(failed, locale),
      })),
    },
  };
}

/** One line for each cause of what is not read without it being a failure. */
export function noteLines(places: readonly Coverage[], locale: Locale): string[] {
  const entries = places.map((place) => coverageEntry(place, locale)).filter(({ ok }) => ok);
  return causeLines(
    causesOf(entries, ({ note }) => note),
    locale,
  );
}

/** The contract names Jira's scope as an account, without a region. */
export function coverageEntry(place: Coverage, locale: Locale): CoverageEntry {
  return {
    ...(place.of === 'jira'
      ? { account: place.scope, region: '', source: 'tickets' as const }
      : { account: place.account, region: place.region, source: place.source }),
    ok: place.problem === undefined,
    ...(place.readAt !== undefined && { readAt: place.readAt }),
    ...(place.problem && { problem: sayNote(place.problem, locale) }),
    ...(place.note && { note: sayNote(place.note, locale) }),
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
