import { rejectedBy } from '../base/cancelled.ts';
import type { Text } from '../base/text.ts';
import { toFinding } from '../domain/findings/observe.ts';
import type { CoveredReading, Reading } from '../domain/findings/reading.ts';
import { Problem } from '../domain/problems/problem.ts';
import { identifierOf } from '../domain/rules/deployed-name.ts';
import { severityOf } from '../domain/rules/find-rule.ts';
import type { CoverageRecord } from '../store/sqlite/coverage.ts';
import type { Store } from '../store/sqlite/open-store.ts';
import { readTickets, type TicketsToRead } from './read-tickets.ts';

export interface SyncRunInput {
  readonly store: Store;
  readonly team: string;
  readonly readings: AsyncIterable<Reading>;
  /** Absent where Jira is not configured. */
  readonly tickets?: TicketsToRead;
  readonly signal: AbortSignal;
  readonly onProgress: (step: Text) => void;
  /** After each page that changed what the snapshot holds: a page that says what is known is none. */
  readonly onChanged: () => void;
}

export interface SyncRunResult {
  readonly findings: { readonly added: number; readonly resolved: number };
  /** Keys of those that are new, differ or are forgotten. */
  readonly tickets: { readonly changed: ReadonlySet<string> };
  readonly coverage: readonly CoverageRecord[];
  readonly notes: readonly Text[];
  /** Why AWS or Jira could not be read at all; what was known stays, with its age. */
  readonly problems: readonly Problem[];
}

/**
 * One full pass: AWS and Jira side by side, each page one transaction. A part that fails leaves the other
 * untouched. Cancelling keeps every page that was read and resolves nothing.
 */
export async function syncOnce(input: SyncRunInput): Promise<SyncRunResult> {
  const { store, team, signal } = input;
  const last = store.coverage.lastRun(team);
  const pass = store.coverage.beginRun(team, now());
  // At once: the AWS SDK sleeps between two attempts, whoever has cancelled meanwhile. What wakes up later finds the
  // signal before it writes.
  const both = Promise.allSettled([readFindings(input, pass), readTickets(input, pass)]);
  const [aws, jira] = await Promise.race([both, rejectedBy(signal)]);
  signal.throwIfAborted();
  const problems = [aws, jira].flatMap((part) =>
    part.status === 'rejected' ? [asProblem(part.reason)] : [],
  );
  const coverage = store.coverage.ofRun(pass);
  if (aws.status === 'fulfilled') {
    const complete = problems.length === 0 && coverage.every((place) => place.problem === undefined);
    store.coverage.endRun(pass, now(), complete);
    // What this run did not try any more has left the lists.
    const { triedSince } = store.coverage;
    if (last && triedSince(last.id).length !== triedSince(pass).length) input.onChanged();
  }
  return {
    findings: aws.status === 'fulfilled' ? aws.value.findings : { added: 0, resolved: 0 },
    tickets: { changed: jira.status === 'fulfilled' ? jira.value.changed : new Set() },
    coverage,
    notes: [aws, jira].flatMap((part) => (part.status === 'fulfilled' ? part.value.notes : [])),
    problems,
  };
}

async function readFindings(input: SyncRunInput, pass: number) {
  const { store, team, onProgress, onChanged } = input;
  const notes: Text[] = [];
  const known = new Set(store.findings.ofTeam(team).map(({ key }) => key));
  const identifiers = store.teams.rules();
  let added = 0;
  let resolved = 0;
  /** Keys that this pass saw: a global finding shows in every region, once here. */
  const seen = new Set<string>();
  for await (const reading of input.readings) {
    input.signal.throwIfAborted();
    const changed = store.transaction((): boolean => {
      switch (reading.kind) {
        case 'accounts':
          return store.teams.replaceAccounts(team, reading.accounts);
        case 'observed':
          return anyChanged(reading.observations, (observation) => {
            const identifier = identifierOf(observation.rule) ?? identifiers.get(observation.rule);
            const finding = toFinding(observation, now(), identifier);
            if (!known.has(finding.key)) added++;
            known.add(finding.key);
            seen.add(finding.key);
            return store.findings.put(finding, pass, now());
          });
        case 'rules':
          return anyChanged(reading.identifiers, ([name, identifier]) => {
            store.teams.putRule(name, identifier);
            identifiers.set(name, identifier);
            if (!identifier) return false;
            return store.findings.identifyRule(name, identifier, severityOf(identifier));
          });
        case 'resources':
          return anyChanged(reading.resources, store.findings.describeResource);
        case 'stacks':
          return anyChanged(reading.resources, (resource) => store.teams.putStackResource(resource, pass));
        case 'templates':
          return anyChanged(reading.templates, (template) => store.templates.put(template, pass));
        case 'covered': {
          const closed = close(store, pass, reading);
          resolved += closed.resolved;
          return closed.changed;
        }
        case 'note':
          notes.push(reading.note);
          return false;
      }
    });
    onProgress(progress(reading, seen.size));
    if (changed) onChanged();
  }
  input.signal.throwIfAborted();
  const resolvedGlobal = store.transaction(() => resolveGlobal(store, team, pass));
  if (resolvedGlobal > 0) onChanged();
  return { findings: { added, resolved: resolved + resolvedGlobal }, notes };
}

/** Writes every item. Returns whether any of the writes changed something. */
function anyChanged<Item>(items: Iterable<Item>, write: (item: Item) => boolean): boolean {
  let changed = false;
  for (const item of items) if (write(item)) changed = true;
  return changed;
}

/** One place is read to its end: what it did not show is gone from there. */
function close(
  store: Store,
  pass: number,
  { skipped, problemIfBlockedEverywhere: _, ...place }: CoveredReading,
): { resolved: number; changed: boolean } {
  const news = store.coverage.record(pass, { ...place, ...(skipped && { unread: true }) }, now());
  if (place.problem || skipped) return { resolved: 0, changed: news };
  if (place.source === 'stacks') {
    const forgot = store.teams.forgetUnseenStacks(place.account, place.region, pass);
    const forgotTemplates = store.templates.forgetUnseen(place.account, place.region, pass);
    return { resolved: 0, changed: news || forgot || forgotTemplates };
  }
  const resolved = store.findings.resolveUnseen({ ...place, source: place.source }, pass, now());
  return { resolved, changed: news || resolved > 0 };
}

/**
 * Any region may repeat a global finding: it is gone once every region of its account was read without it. A region
 * that was never readable has shown none; one that was and is not any more may be where it was seen.
 */
function resolveGlobal(store: Store, team: string, pass: number): number {
  const places = store.coverage.ofRun(pass).filter(({ source }) => source === 'config');
  let resolved = 0;
  for (const { id: account } of store.teams.accountsOf(team)) {
    const own = places.filter((place) => place.account === account);
    const isUnknown = ({ problem, unread, readAt }: CoverageRecord) =>
      problem !== undefined || (unread === true && readAt !== undefined);
    if (own.length === 0 || own.every(({ unread }) => unread) || own.some(isUnknown)) continue;
    resolved += store.findings.resolveUnseen({ account, region: 'global', source: 'config' }, pass, now());
  }
  return resolved;
}

function progress(reading: Reading, findings: number): Text {
  switch (reading.kind) {
    case 'accounts':
      return {
        en: `AWS: ${reading.accounts.length} accounts`,
        ja: `AWS: アカウント ${reading.accounts.length} 件`,
      };
    case 'covered':
      return {
        en: `AWS: ${reading.source} of ${reading.account} in ${reading.region}`,
        ja: `AWS: ${reading.account} の ${reading.region} の ${reading.source}`,
      };
    default:
      return { en: `AWS: ${findings} findings`, ja: `AWS: 検出結果 ${findings} 件` };
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

const now = () => new Date().toISOString();
