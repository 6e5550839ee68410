import type { Reading } from '../aws/reading.ts';
import { rejectedBy } from '../base/cancelled.ts';
import { lineOf, Problem } from '../base/problem.ts';
import type { Text } from '../base/text.ts';
import { toFinding } from '../findings/observe.ts';
import { identifierOf, severityOf } from '../rules/catalogue.ts';
import type { CoverageRecord } from '../store/coverage.ts';
import type { Store } from '../store/store.ts';
import type { TicketSource } from '../tickets/ticket.ts';

export interface PassInput {
  readonly store: Store;
  readonly team: string;
  readonly readings: AsyncIterable<Reading>;
  /** Absent where Jira is not configured. `scope` names site and project. */
  readonly tickets?: { readonly source: () => TicketSource; readonly scope: string };
  readonly signal: AbortSignal;
  readonly onProgress: (step: Text) => void;
  /** After each page that changed what people see. */
  readonly onChanged: () => void;
}

export interface PassResult {
  readonly findings: { readonly added: number; readonly resolved: number };
  readonly tickets: { readonly changed: number };
  readonly coverage: readonly CoverageRecord[];
  readonly notes: readonly Text[];
  /** Why AWS or Jira could not be read at all; what was known stays, with its age. */
  readonly problems: readonly Problem[];
}

/**
 * One full pass: AWS and Jira side by side, each page one transaction. A part that fails leaves the other
 * untouched. Cancelling keeps every page that was read and resolves nothing.
 */
export async function runPass(input: PassInput): Promise<PassResult> {
  const { store, team, signal } = input;
  const pass = store.coverage.beginPass(team, now());
  // At once: the AWS SDK sleeps between two attempts, whoever has cancelled meanwhile. What wakes up later finds the
  // signal before it writes.
  const both = Promise.allSettled([readFindings(input, pass), readTickets(input, pass)]);
  const [aws, jira] = await Promise.race([both, rejectedBy(signal)]);
  signal.throwIfAborted();
  const problems = [aws, jira].flatMap((part) =>
    part.status === 'rejected' ? [asProblem(part.reason)] : [],
  );
  const coverage = store.coverage.ofPass(pass);
  if (aws.status === 'fulfilled') {
    const complete = problems.length === 0 && coverage.every((place) => place.problem === undefined);
    store.coverage.endPass(pass, now(), complete);
  }
  return {
    findings: aws.status === 'fulfilled' ? aws.value.findings : { added: 0, resolved: 0 },
    tickets: { changed: jira.status === 'fulfilled' ? jira.value : 0 },
    coverage,
    notes: aws.status === 'fulfilled' ? aws.value.notes : [],
    problems,
  };
}

async function readFindings(input: PassInput, pass: number) {
  const { store, team, onProgress, onChanged } = input;
  const notes: Text[] = [];
  const known = new Set(store.findings.ofTeam(team).map(({ key }) => key));
  let added = 0;
  let resolved = 0;
  /** Keys that this pass saw: a global finding shows in every region, once here. */
  const seen = new Set<string>();
  for await (const reading of input.readings) {
    input.signal.throwIfAborted();
    store.transaction(() => {
      switch (reading.kind) {
        case 'accounts':
          store.teams.replaceAccounts(team, reading.accounts);
          break;
        case 'observed': {
          const identifiers = store.teams.rules();
          for (const observation of reading.observations) {
            const identifier = identifierOf(observation.rule) ?? identifiers.get(observation.rule);
            const finding = toFinding(observation, now(), identifier);
            store.findings.put(finding, pass);
            if (!known.has(finding.key)) added++;
            known.add(finding.key);
            seen.add(finding.key);
          }
          break;
        }
        case 'rules':
          for (const [name, identifier] of reading.identifiers) {
            store.teams.putRule(name, identifier);
            if (identifier) store.findings.identifyRule(name, identifier, severityOf(identifier));
          }
          break;
        case 'resources':
          for (const resource of reading.resources) store.findings.describeResource(resource);
          break;
        case 'stacks':
          for (const resource of reading.resources) store.teams.putStackResource(resource, pass);
          break;
        case 'templates':
          for (const template of reading.templates) store.templates.put(template, pass);
          break;
        case 'covered':
          resolved += close(store, pass, reading);
          break;
        case 'note':
          notes.push(reading.text);
      }
    });
    onProgress(progress(reading, seen.size));
    onChanged();
  }
  input.signal.throwIfAborted();
  resolved += store.transaction(() => resolveGlobal(store, team, pass));
  onChanged();
  return { findings: { added, resolved }, notes };
}

/** One place is read to its end: what it did not show is gone from there. */
function close(store: Store, pass: number, place: Extract<Reading, { kind: 'covered' }>): number {
  store.coverage.record(pass, place, now());
  if (place.problem) return 0;
  if (place.source === 'stacks') {
    store.teams.forgetUnseenStacks(place.account, place.region, pass);
    store.templates.forgetUnseen(place.account, place.region, pass);
    return 0;
  }
  return store.findings.resolveUnseen({ ...place, source: place.source }, pass, now());
}

/** Any region may repeat a global finding: it is gone once every region of its account was read without it. */
function resolveGlobal(store: Store, team: string, pass: number): number {
  const places = store.coverage.ofPass(pass).filter(({ source }) => source === 'config');
  let resolved = 0;
  for (const { id: account } of store.teams.accountsOf(team)) {
    const own = places.filter((place) => place.account === account);
    if (own.length === 0 || own.some(({ problem }) => problem)) continue;
    resolved += store.findings.resolveUnseen({ account, region: 'global', source: 'config' }, pass, now());
  }
  return resolved;
}

async function readTickets({ store, tickets, signal, onProgress, onChanged }: PassInput, pass: number) {
  if (!tickets) return 0;
  const place = { account: tickets.scope, region: '', source: 'tickets' } as const;
  let changed = 0;
  let read = 0;
  try {
    for await (const page of tickets.source().readTickets(signal)) {
      signal.throwIfAborted();
      store.transaction(() => {
        for (const ticket of page) if (store.tickets.put(tickets.scope, ticket, pass)) changed++;
      });
      read += page.length;
      onProgress({ en: `Jira: ${read} tickets`, ja: `Jira: チケット ${read} 件` });
      onChanged();
    }
  } catch (error) {
    if (error instanceof Problem && !signal.aborted)
      store.coverage.record(pass, { ...place, problem: lineOf(error) }, now());
    throw error;
  }
  signal.throwIfAborted();
  store.transaction(() => {
    store.tickets.forgetUnseen(tickets.scope, pass);
    store.coverage.record(pass, place, now());
  });
  onChanged();
  return changed;
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
