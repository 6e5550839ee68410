import type { AwsCoverage, Coverage } from '../domain/coverage.ts';
import type { DomainEvent } from '../domain/events.ts';
import { keyed } from '../domain/findings/observe.ts';
import type { CoveredReading, Reading } from '../domain/findings/reading.ts';
import { type Note, note } from '../domain/problems/note.ts';
import { identifierOf } from '../domain/rules/deployed-name.ts';
import { severityOf } from '../domain/rules/find-rule.ts';
import type { Change } from '../store/changes.ts';
import type { Store } from '../store/store.ts';
import type { Apply } from './events.ts';

interface Input {
  readonly store: Store;
  readonly apply: Apply;
  readonly team: string;
  /** The beginning of the run, which is the time of all data that it reads. */
  readonly at: string;
  readonly readings: AsyncIterable<Reading>;
  readonly signal: AbortSignal;
  readonly onProgress: (step: Note) => void;
}

export interface FindingsRead {
  readonly findings: { readonly added: number; readonly resolved: number };
  /** Limits of the reading that the user should know. */
  readonly notes: readonly Note[];
}

/** Reads a team's AWS into the store, each reading in one transaction. @throws Problem if nothing could be read. */
export async function readFindings(input: Input): Promise<FindingsRead> {
  const { store, apply, team, at, signal, onProgress } = input;
  const notes: Note[] = [];
  const identifiers = store.teams.rules();
  /** A global finding is reported in every region and counts once here. */
  const seen = new Set<string>();
  const counts = { added: 0, resolved: 0 };
  const count = (events: readonly DomainEvent[]) => {
    for (const event of events) {
      if (event.type === 'finding-opened' && !event.isAgain) counts.added++;
      if (event.type === 'finding-resolved') counts.resolved++;
    }
  };
  for await (const reading of input.readings) {
    signal.throwIfAborted();
    if (reading.kind === 'note') notes.push(reading.note);
    if (reading.kind === 'rules')
      for (const [rule, identifier] of reading.identifiers) identifiers.set(rule, identifier);
    const changes = changesOf(reading, { team, at, identifiers });
    count(apply(...changes));
    for (const change of changes)
      if (change.kind === 'observed') for (const { key } of change.observations) seen.add(key);
    onProgress(progressOf(reading, seen.size));
  }
  signal.throwIfAborted();
  count(apply(...globalReads(store, team, at)));
  return { findings: counts, notes };
}

interface Context {
  readonly team: string;
  readonly at: string;
  readonly identifiers: ReadonlyMap<string, string | undefined>;
}

function changesOf(reading: Reading, { team, at, identifiers }: Context): Change[] {
  switch (reading.kind) {
    case 'accounts':
      return [{ kind: 'accounts-listed', team, accounts: reading.accounts }];
    case 'observed': {
      const observations = reading.observations.map((observation) =>
        keyed(observation, identifierOf(observation.rule) ?? identifiers.get(observation.rule)),
      );
      return [{ kind: 'observed', at, observations }];
    }
    case 'rules':
      return [...reading.identifiers].map(([rule, identifier]) => ({
        kind: 'rule-identified',
        rule,
        ...(identifier && { managed: { identifier, severity: severityOf(identifier) } }),
      }));
    case 'resources':
      return [{ kind: 'resources-described', resources: reading.resources }];
    case 'stacks':
      return [{ kind: 'stacks-read', at, resources: reading.resources }];
    case 'templates':
      return [{ kind: 'templates-read', at, templates: reading.templates }];
    case 'covered':
      return covered(reading, at);
    case 'note':
      return [];
  }
}

function covered({ account, region, source, problem, note, skipped }: CoveredReading, at: string): Change[] {
  const isRead = problem === undefined && skipped === undefined;
  const coverage: AwsCoverage = {
    of: 'aws',
    ...{ account, region, source },
    ...(isRead && { readAt: new Date().toISOString() }),
    ...(problem && { problem }),
    ...(note && { note }),
    ...(skipped && { skipped: true }),
  };
  const change: Change = { kind: 'coverage', at, coverage };
  if (!isRead) return [change];
  if (source === 'stacks') return [change, { kind: 'stacks-read-completely', at, account, region }];
  return [change, { kind: 'read-completely', at, account, region, source }];
}

/**
 * Any region may report a global finding, so it is resolved when every region of its account was read without it. A region that
 * was never readable has not reported it. A region that was readable and no longer is may be the one that reports it.
 */
function globalReads(store: Store, team: string, at: string): Change[] {
  const config = store.coverage.ofRun(at).filter(isOfConfig);
  const isUnknown = ({ problem, skipped, readAt }: AwsCoverage) =>
    problem !== undefined || (skipped === true && readAt !== undefined);
  return store.teams.accountsOf(team).flatMap(({ id: account }): Change[] => {
    const own = config.filter((coverage) => coverage.account === account);
    if (own.every(({ skipped }) => skipped) || own.some(isUnknown)) return [];
    return [{ kind: 'read-completely', at, account, region: 'global', source: 'config' }];
  });
}

function isOfConfig(coverage: Coverage): coverage is AwsCoverage {
  return coverage.of === 'aws' && coverage.source === 'config';
}

function progressOf(reading: Reading, findings: number): Note {
  switch (reading.kind) {
    case 'accounts':
      return note('accounts-read', { accounts: reading.accounts.length });
    case 'covered': {
      const { account, region, source } = reading;
      return note('source-read', { account, region, source });
    }
    default:
      return note('findings-read', { findings });
  }
}
