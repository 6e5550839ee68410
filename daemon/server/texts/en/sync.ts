import type { SyncNotes, SyncProblems } from '../../../domain/problems/sync.ts';
import type { NoteTexts, ProblemTexts } from '../texts.ts';
import { counted } from './counted.ts';

export const syncProblems: Pick<ProblemTexts, keyof SyncProblems> = {
  'sync-too-long': ({ minutes }) => ({
    what: `The last refresh was stopped after ${counted(minutes, 'minute')}. What it had read is kept.`,
    next: 'The next refresh tries again. If this remains, check the network, or list fewer accounts and regions.',
  }),
  'pass-failed': () => ({
    what: 'The last refresh failed unexpectedly.',
    next: 'The next refresh tries again. The log ("Guardrail: Show Log") has the details.',
  }),
  'tickets-unreadable': ({ tickets, named }) => ({
    what: `${counted(tickets, 'ticket')} could not be read and may be missing or out of date: ${listed(named.map(nameOf), tickets)}.`,
    next: `Look at ${tickets === 1 ? 'it' : 'them'} in Jira. If nothing is wrong there, report this line.`,
  }),
  'jira-tickets-not-listed': ({ known }) => ({
    what:
      known === 1
        ? "Jira's search does not list the 1 ticket known before, and Jira does not say that it is gone."
        : `Jira's search lists none of the ${known} tickets known before, and Jira does not say that all of them are gone.`,
    next: 'What was known stays, and Guardrail tries again. If this remains, check the setting "guardrail.jira.project".',
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
  'accounts-read': ({ accounts }) => `AWS: ${counted(accounts, 'account')}`,
  'source-read': ({ account, region, source }) => `AWS: ${source} of ${account} in ${region}`,
  'findings-read': ({ findings }) => `AWS: ${counted(findings, 'finding')}`,
  'tickets-read': ({ tickets }) => `Jira: ${counted(tickets, 'ticket')}`,
};

function nameOf({ key, id, field }: SyncProblems['tickets-unreadable']['named'][number]): string {
  return `${key ?? (id === undefined ? 'one without a key' : `the one with the id ${id}`)} (${field})`;
}

/** The names, and how many of `total` they leave out. */
function listed(names: readonly string[], total: number): string {
  const others = total - names.length;
  return `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}
