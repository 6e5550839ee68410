import type { OutboxProblems } from '../../../domain/problems/outbox.ts';
import type { ProblemTexts } from '../texts.ts';
import { acts, changed, listed } from './tickets.ts';

export const outboxProblems: Pick<ProblemTexts, keyof OutboxProblems> = {
  'nothing-to-undo': ({ ticket }) => ({
    what: `Guardrail has no action of ${ticket} to take back: it moved nothing there lately, or that is undone already.`,
    next: 'Run "guardrail reviews --all" for the list, or move the ticket in Jira.',
  }),
  'comment-not-undone': ({ ticket }) => ({
    what: `Your last action on ${ticket} is a comment. Guardrail deletes no comment.`,
    next: `Delete it in Jira, or add another comment: "guardrail comment ${ticket} --reason TEXT".`,
  }),
  'value-changed': ({ ticket, field, wanted, now, updated, by }) => ({
    what: `Another person changed the ${fields[field]} of ${ticket}: it is ${value(now)} now (changed ${changed({ ticket, status: '', updated, ...(by !== undefined && { by }) })}), and you want ${value(wanted)}. Nothing was overwritten.`,
    next: 'Send it anyway, add only the comment, or withdraw it ("guardrail resolve" in a terminal).',
  }),
  'edit-refused': ({ ticket, field, refusal, said }) => ({
    what: `${editRefusals[refusal](ticket, fields[field])}${said === undefined || said === '' ? '' : ` Jira: "${said}"`}`,
    next: `Ask an administrator of the project, or change it in Jira; or withdraw it ("guardrail withdraw ${ticket}").`,
  }),
  'patch-unavailable': ({ ticket, reason, file = '', base = '' }) => ({
    what: `The review of ${ticket} can attach no changes: ${noPatch[reason](file, base)}.`,
    next: 'Review it without them ("--patch" left out in a terminal), or give the folder of the template with --workspace.',
  }),
  'due-invalid': ({ due, fault }) => ({
    what:
      fault === 'past'
        ? `${due} is over: the due date would be in the past.`
        : `"${due}" is no day of the calendar.`,
    next:
      fault === 'past'
        ? 'Give today or a later day, or confirm that you mean it ("--allow-past" in a terminal).'
        : 'Give a day such as 2027-01-31.',
  }),
  'undo-too-early': ({ ticket }) => ({
    what: `Jira has not confirmed your last action on ${ticket} yet, and a part of it was sent.`,
    next: 'Refresh, and undo it when Jira has confirmed it; or withdraw it, and the rest is not sent.',
  }),
  'no-move-back': ({ ticket, status, target, offered }) => ({
    what: `From "${status}", Jira offers no move of ${ticket} back to "${target}"${offered.length === 0 ? '' : `; it offers: ${listed(offered)}`}.`,
    next: 'Move the ticket in Jira, then withdraw this.',
  }),
  'ticket-changed-since': (facts) => ({
    what:
      facts.status === facts.left
        ? `${facts.ticket} was moved after your ${acts[facts.undone]} and is at "${facts.status}" again (changed ${changed(facts)}). It was not moved back.`
        : `${facts.ticket} is no longer at "${facts.left}", where your ${acts[facts.undone]} left it, but at "${facts.status}" (changed ${changed(facts)}). It was not moved back.`,
    next: `Open ${facts.ticket} in Jira and read why. Then withdraw this.`,
  }),
  'not-in-conflict': ({ ticket }) => ({
    what: `Nothing of ${ticket} is in conflict.`,
    next: 'Run "guardrail reviews" for the list.',
  }),
  'resolution-unavailable': ({ ticket }) => ({
    what: `There is no reason that could be added to ${ticket} as a comment.`,
    next: 'Send it anyway, or withdraw it.',
  }),
};

const noPatch = {
  'not-fixed': () => 'only the outcome "fixed" has changes',
  'no-template': () => 'no template in the open folders certainly declares its resource',
  'no-git': () => 'the template is in no Git checkout',
  'no-base': () => 'Git is not installed, or has no commit of it',
  unchanged: (file: string, base: string) => `${file} does not differ from ${base}`,
} as const;

const fields = { assignee: 'assignee', due: 'due date' } as const;

const editRefusals = {
  refused: (ticket: string, field: string) => `Jira does not accept the new ${field} of ${ticket}.`,
  'not-permitted': (ticket: string, field: string) =>
    `Your account may not change the ${field} of ${ticket}.`,
  'no-ticket': (ticket: string) => `Jira no longer has ${ticket}, or hides it from your account.`,
  'without-effect': (ticket: string, field: string) =>
    `Jira accepted the new ${field} of ${ticket}, but the ticket still has the old one.`,
} as const;

function value(shown: string | undefined): string {
  return shown === undefined ? 'empty' : `"${shown}"`;
}
