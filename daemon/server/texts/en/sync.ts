import type { SyncNotes, SyncProblems } from '../../../domain/problems/sync.ts';
import type { NoteTexts, ProblemTexts } from '../texts.ts';

export const syncProblems: Pick<ProblemTexts, keyof SyncProblems> = {
  'sync-too-long': ({ minutes }) => ({
    what: `The last refresh was stopped after ${minutes} minutes. What it had read is kept.`,
    next: 'The next refresh tries again. If this remains, check the network, or list fewer accounts and regions.',
  }),
  'pass-failed': () => ({
    what: 'The last refresh failed unexpectedly.',
    next: 'The next refresh tries again. The log ("Guardrail: Show Log") has the details.',
  }),
  'tickets-unreadable': ({ tickets, named }) => ({
    what: `${count(tickets)} could not be read and may be missing or out of date: ${listed(named.map(nameOf), tickets)}.`,
    next: 'Look at them in Jira. If nothing is wrong there, report this line.',
  }),
  'jira-tickets-not-listed': ({ known }) => ({
    what: `Jira's search lists none of the ${count(known)} known before, and Jira does not say that all of them are gone.`,
    next: 'They stay as last known, and Guardrail tries again. If this remains, check the setting "guardrail.jira.project".',
  }),
  'jira-tickets-gone': ({ known }) => ({
    what: `${known === 1 ? 'The 1 ticket' : `All ${known} tickets`} known before cannot be found in Jira any more: deleted, moved or hidden from your account.`,
    next: 'If that is not intended, check your access to the project and the setting "guardrail.jira.project".',
  }),
};

export const syncNotes: Pick<NoteTexts, keyof SyncNotes> = {
  'tickets-moved': ({ tickets, named }) =>
    `Moved in Jira to a project that Guardrail does not read, and left out: ${listed(
      named.map(({ from, to }) => `${from} → ${to}`),
      tickets,
    )}.`,
  'accounts-read': ({ accounts }) => `AWS: ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`,
  'source-read': ({ account, region, source }) => `AWS: ${source} of ${account} in ${region}`,
  'findings-read': ({ findings }) => `AWS: ${findings} ${findings === 1 ? 'finding' : 'findings'}`,
  'tickets-read': ({ tickets }) => `Jira: ${count(tickets)}`,
};

function nameOf({ key, id, field }: SyncProblems['tickets-unreadable']['named'][number]): string {
  return `${key ?? (id === undefined ? 'one without a key' : `the one with the id ${id}`)} (${field})`;
}

function count(tickets: number): string {
  return tickets === 1 ? '1 ticket' : `${tickets} tickets`;
}

/** The names, and how many of `total` they leave out. */
function listed(names: readonly string[], total: number): string {
  const others = total - names.length;
  return `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
