import type { CoverageEntry, Status } from '#protocol/status.ts';
import type { Locale } from '../../base/text.ts';
import { isInScope } from '../../configuration/account-region-scope.ts';
import type { Coverage } from '../../domain/coverage.ts';
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
  const tried = team !== undefined && last ? core.coverage.ofTeam(team, last.started) : [];
  // What was taken out of the configuration is no gap, even before the next run.
  const places = tried.filter((place) => place.of === 'jira' || !settings || isInScope(settings, place));
  const failed = places.filter(({ problem }) => problem);
  const ticketsRead = scope === undefined ? undefined : core.coverage.ticketsReadAt(scope);
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
