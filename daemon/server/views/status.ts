import type { CoverageEntry, Status } from '#protocol/status.ts';
import type { Locale } from '../../base/text.ts';
import { isInScope } from '../../configuration/account-region-scope.ts';
import type { CoverageRecord } from '../../store/sqlite/coverage.ts';
import type { FailedFile } from '../../workspace/read/failed-file.ts';
import type { TemplatesRead } from '../../workspace/worker/messages.ts';
import type { Core } from '../core.ts';
import { sayNote, sayProblem, textsOf } from '../texts/say.ts';
import { causeLines, causesOf } from './group-reasons.ts';
import { worstFirst } from './problem-order.ts';
import { keptReviews } from './reviews.ts';

/** What is known, how old it is and what is missing. Nothing is "clean" unless `complete`. */
export function statusOf(core: Core, templates: TemplatesRead, locale: Locale): Status {
  const settings = core.configuration().team;
  const team = settings?.team;
  const scope = core.scope();
  const last = team === undefined ? undefined : core.coverage.lastRun(team);
  const tried = team !== undefined && last ? core.coverage.ofTeam(team, last.id) : [];
  // What was taken out of the configuration is no gap, even before the next run.
  const places = tried.filter(
    (place) => place.source === 'tickets' || !settings || isInScope(settings, place),
  );
  const failed = places.filter(({ problem }) => problem);
  const ticketsRead = scope === undefined ? undefined : core.coverage.readAt(scope, '', 'tickets');
  const problems = [...core.missing(), ...core.syncRuns.problems()];
  const hidden = keptReviews(core.snapshot(), { locale, urlOf: core.urlOf }).filter(({ shown }) => !shown);
  return {
    version: core.snapshot().version,
    ...(team !== undefined && { team }),
    configured: team !== undefined,
    syncing: core.syncRuns.running(),
    ...(last?.ended !== undefined && { lastSync: last.ended }),
    ...(ticketsRead !== undefined && { ticketsRead }),
    complete: last?.complete === true && failed.length === 0 && problems.length === 0,
    failed: failed.map((place) => coverageEntry(place, locale)),
    read: places.length - failed.length,
    notes: noteLines(places, locale),
    problems: worstFirst([...problems, ...core.warnings()]).map((problem) => ({
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
export function noteLines(places: readonly CoverageRecord[], locale: Locale): string[] {
  const noted = places.filter(({ problem }) => !problem);
  return causeLines(
    causesOf(noted, ({ note }) => note && sayNote(note, locale)),
    locale,
  );
}

export function coverageEntry(place: CoverageRecord, locale: Locale): CoverageEntry {
  return {
    account: place.account,
    region: place.region,
    source: place.source,
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
