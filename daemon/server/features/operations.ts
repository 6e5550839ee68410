import { stopDaemon } from '#protocol/daemon.ts';
import { listProfiles, settingsChanged } from '#protocol/settings.ts';
import { getStatus, type Status } from '#protocol/status.ts';
import { runSync, type SyncReport } from '#protocol/sync.ts';
import { teamMissing } from '../../configuration/configuration-problems.ts';
import { type Note, noteOf } from '../../domain/problems/note.ts';
import type { Core } from '../core.ts';
import type { Tell } from '../listen/connection.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionHost, SessionView } from '../session/session-view.ts';
import { sayNote } from '../texts/say.ts';
import { coverageEntry, noteLines } from '../views/status.ts';

/** SyncRuns, status, settings and the daemon's own end. */
export function answerOperations(
  dispatch: Dispatch,
  tell: Tell,
  { core, configure, stop }: SessionHost,
  view: SessionView & { readOn(): void; isWindow(): boolean },
  status: () => Status,
  closed: AbortSignal,
): void {
  dispatch.request(runSync, async ({ workDoneToken }, signal) => {
    const report = (value: object) => {
      if (workDoneToken !== undefined) tell('$/progress', { token: workDoneToken, value });
    };
    report({ kind: 'begin', title: 'Guardrail', cancellable: true });
    // Refresh reads on what a person stopped.
    view.readOn();
    try {
      // A client that died waits for nothing any more.
      return await sync(core, view, AbortSignal.any([signal, closed]), (step) =>
        report({ kind: 'report', message: sayNote(step, view.locale()) }),
      );
    } finally {
      report({ kind: 'end' });
    }
  });
  dispatch.request(getStatus, status);
  dispatch.request(listProfiles, async () => ({ profiles: await core.profiles() }));
  dispatch.notification(settingsChanged, configure);
  dispatch.request(stopDaemon, () => {
    setImmediate(stop);
    return {};
  });
}

/** @throws Problem where AWS or Jira could not be read at all; what was read is kept. */
async function sync(
  core: Core,
  view: SessionView & { isWindow(): boolean },
  signal: AbortSignal,
  onProgress: (step: Note) => void,
): Promise<SyncReport> {
  const report = await core.syncRuns.now(signal, onProgress);
  const { team } = core.configuration();
  if (!team) throw teamMissing();
  if (report.problems[0]) throw report.problems[0];
  const { tickets, findingOf, findings } = core.snapshot();
  const locale = view.locale();
  return {
    team: team.team,
    way: team.accounts ? 'accounts' : 'organization',
    accounts: new Set(report.coverage.flatMap((part) => (part.of === 'aws' ? [part.account] : []))).size,
    findings: {
      failing: findings.filter(({ resolvedAt }) => resolvedAt === undefined).length,
      ...report.findings,
    },
    tickets: {
      total: tickets.length,
      // Of those that are shown: without a project, other teams' tickets are read as well.
      changed: tickets.filter(({ key }) => report.tickets.changed.has(key)).length,
      linked: findingOf.size,
    },
    calls: report.calls,
    duration: report.duration,
    coverage: report.coverage
      .filter(({ problem }) => problem !== undefined || !view.isWindow())
      .map((place) => coverageEntry(place, locale)),
    notes: [
      ...noteLines(report.coverage, locale),
      ...new Set(
        [...report.notes, ...[...core.missing(), ...core.warnings()].map(noteOf)].map((note) =>
          sayNote(note, locale),
        ),
      ),
    ],
  };
}
