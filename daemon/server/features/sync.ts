import { runSync, type SyncReport } from '#protocol/sync.ts';
import type { Configuration } from '../../configuration/configuration.ts';
import { teamMissing } from '../../configuration/configuration-problems.ts';
import { type Note, noteOf } from '../../domain/problems/note.ts';
import type { Problem } from '../../domain/problems/problem.ts';
import type { SyncRuns } from '../../sync/schedule.ts';
import type { Notify } from '../listen/connection.ts';
import type { Dispatch } from '../listen/dispatch.ts';
import type { SessionView } from '../session/session-view.ts';
import { sayNote } from '../texts/say.ts';
import { coverageEntry, noteLines } from '../views/status.ts';

export interface SyncInput {
  readonly runs: Pick<SyncRuns, 'now'>;
  readonly team: () => Configuration['team'];
  /** The problems and warnings of the configuration. */
  readonly problems: () => readonly Problem[];
  readonly view: SessionView;
  readonly isWindow: () => boolean;
  /** Continues reading the templates if the user stopped that. */
  readonly readOn: () => void;
  readonly notify: Notify;
  readonly closed: AbortSignal;
}

/** Handles a request for one sync run, and reports its progress. */
export function answerSync(dispatch: Dispatch, input: SyncInput): void {
  const { notify, readOn, view, closed } = input;
  dispatch.request(runSync, async ({ workDoneToken }, signal) => {
    const report = (value: object) => {
      if (workDoneToken !== undefined) notify('$/progress', { token: workDoneToken, value });
    };
    report({ kind: 'begin', title: 'Guardrail', cancellable: true });
    readOn();
    try {
      // A client that has left does not wait for the result.
      return await sync(input, AbortSignal.any([signal, closed]), (step) =>
        report({ kind: 'report', message: sayNote(step, view.locale()) }),
      );
    } finally {
      report({ kind: 'end' });
    }
  });
}

/** @throws Problem if AWS or Jira could not be read at all; the parts that were read are kept. */
async function sync(
  { runs, team: teamInUse, problems, view, isWindow }: SyncInput,
  signal: AbortSignal,
  onProgress: (step: Note) => void,
): Promise<SyncReport> {
  const report = await runs.now(signal, onProgress);
  const team = teamInUse();
  if (!team) throw teamMissing();
  if (report.problems[0]) throw report.problems[0];
  await view.compared();
  const { tickets, findingOf, findings } = view.snapshot();
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
      // Counts the tickets that are shown: without a project, other teams' tickets are read as well.
      changed: tickets.filter(({ key }) => report.tickets.changed.has(key)).length,
      linked: findingOf.size,
    },
    calls: report.calls,
    duration: report.duration,
    coverage: report.coverage
      .filter(({ problem }) => problem !== undefined || !isWindow())
      .map((part) => coverageEntry(part, locale)),
    notes: [
      ...noteLines(report.coverage, locale),
      ...new Set([...report.notes, ...problems().map(noteOf)].map((note) => sayNote(note, locale))),
    ],
  };
}
