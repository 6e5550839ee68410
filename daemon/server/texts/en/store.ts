import path from 'node:path';
import type { RebuiltStore, StoreProblems } from '../../../domain/problems/store.ts';
import type { ProblemTexts } from '../texts.ts';
import { counted } from './counted.ts';

const { dirname } = path;

export const storeProblems: Pick<ProblemTexts, keyof StoreProblems> = {
  'store-disk-full': ({ file }) => ({
    what: `The disk of ${dirname(file)} is full, so nothing new can be stored. What is stored is safe.`,
    next: 'Free some space, then refresh.',
  }),
  'store-too-many-files': ({ file }) => ({
    what: `Too many files are open on this machine to use ${file}.`,
    next: 'Close other programs or raise the limit of open files ("ulimit -n"), then run "Guardrail: Restart Daemon".',
  }),
  'store-not-writable': ({ file }) => ({
    what: `You cannot write to ${file}: another user owns it, or it is read-only.`,
    next: `Change the owner of ${dirname(file)} and all files in it to yourself, or set GUARDRAIL_STATE_DIR to a folder of your own.`,
  }),
  'store-disk-failed': ({ file }) => ({
    what: `The disk reported an error at ${file}.`,
    next: 'Check the disk, then run "Guardrail: Restart Daemon". Leave the file where it is.',
  }),
  'store-not-opened': ({ file }) => ({
    what: `The store ${file} cannot be opened.`,
    next: 'Check that the folder exists and is yours, then run "Guardrail: Restart Daemon".',
  }),
  'store-newer': ({ file, version, known }) => ({
    what: `The store ${file} has schema ${version}, but this version of Guardrail supports schemas up to ${known}.`,
    next: 'Update Guardrail.',
  }),
  'store-rebuilt': (rebuilt) => ({
    what: rebuiltText(rebuilt),
    next: 'You need not do anything: findings and tickets are read again.',
  }),
  'store-rebuilt-with-losses': (rebuilt) => ({
    what: rebuiltText(rebuilt),
    next: 'Check the tickets that you reviewed last, and review those again that are not in review. Findings and tickets are read again.',
  }),
  'store-rebuilt-during-write': () => ({
    what: 'The store was damaged and was rebuilt during this operation.',
    next: 'Refresh again.',
  }),
  'store-fails-again': ({ file }) => ({
    what: `The store ${file} was rebuilt and is damaged again.`,
    next: 'Check the disk, or set GUARDRAIL_STATE_DIR to a folder on another disk.',
  }),
};

function rebuiltText(rebuilt: RebuiltStore): string {
  const { aside, reviews, filings, choices, damagedReviews, damagedFilings, tickets, isWhole } = rebuilt;
  const which = tickets.length > 0 ? ` (${tickets.join(', ')})` : '';
  const waiting = [
    counted(reviews, 'waiting review'),
    ...(filings > 0 ? [counted(filings, 'ticket that you filed', 'tickets that you filed')] : []),
  ];
  return [
    `The store was damaged and is rebuilt: ${waiting.join(', ')} and ${counted(choices, 'chosen link')} were saved.`,
    ...(damagedReviews > 0
      ? [
          damagedReviews === 1
            ? `1 waiting review${which} is damaged and is not sent.`
            : `${damagedReviews} waiting reviews${which} are damaged and are not sent.`,
        ]
      : []),
    ...(damagedFilings > 0
      ? [
          `What was kept about ${counted(damagedFilings, 'ticket that you filed', 'tickets that you filed')} is damaged: look in Jira before you file again.`,
        ]
      : []),
    ...(isWhole ? [] : ['Not all of it could be read: waiting reviews and filed tickets may be lost.']),
    `The old file is ${aside}.`,
  ].join(' ');
}
