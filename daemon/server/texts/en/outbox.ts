import type { OutboxProblems } from '../../../domain/problems/outbox.ts';
import type { ProblemTexts } from '../texts.ts';
import { actionNames, changed, listed } from './tickets.ts';

export const outboxProblems: Pick<ProblemTexts, keyof OutboxProblems> = {
  'nothing-to-undo': ({ ticket }) => ({
    what: `Guardrail has no action on ${ticket} to undo: it did nothing there in the last 14 days, or that is already undone.`,
    next: 'Run "guardrail reviews --all" for the list, or move the ticket in Jira.',
  }),
  'comment-not-undone': ({ ticket }) => ({
    what: `Your last action on ${ticket} is a comment. Guardrail deletes no comment.`,
    next: `Delete it in Jira, or add another comment: "guardrail comment ${ticket} --reason TEXT".`,
  }),
  'value-changed': ({ ticket, field, wanted, now, updated, by }) => ({
    what: `Another person changed the ${fields[field]} of ${ticket}: it is now ${value(now)} (changed ${changed({ ticket, status: '', updated, ...(by !== undefined && { by }) })}), and you wanted ${value(wanted)}. Nothing was overwritten.`,
    next: 'Send it anyway, add only the comment, or withdraw it ("guardrail resolve" in a terminal).',
  }),
  'edit-refused': ({ ticket, field, refusal, said }) => ({
    what: `${editRefusals[refusal](ticket, fields[field])}${said === undefined || said === '' ? '' : ` Jira: "${said}"`}`,
    next: `Ask an administrator of the project, or change it in Jira; or withdraw it ("guardrail withdraw ${ticket}").`,
  }),
  'patch-unavailable': ({ ticket, reason, file = '', base = '' }) => ({
    what: `The review of ${ticket} cannot attach changes: ${noPatch[reason](file, base)}.`,
    next:
      reason === 'changed'
        ? 'Look at the changes again, and send the review with them or without.'
        : 'Send the review without them. In a terminal, leave out "--patch", or name the folder of the template with --workspace.',
  }),
  'due-invalid': ({ due, fault }) => ({
    what: fault === 'past' ? `${due} is in the past.` : `"${due}" is not a date.`,
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
        ? `${facts.ticket} was moved after your ${actionNames[facts.undone]} and is at "${facts.status}" again (changed ${changed(facts)}). It was not moved back.`
        : `${facts.ticket} is no longer at "${facts.left}", where your ${actionNames[facts.undone]} left it, but at "${facts.status}" (changed ${changed(facts)}). It was not moved back.`,
    next: `Open ${facts.ticket} in Jira and read why. Then withdraw this.`,
  }),
  'not-in-conflict': ({ ticket }) => ({
    what: `${ticket} has no conflict.`,
    next: 'Run "guardrail reviews" for the list.',
  }),
  'resolution-unavailable': ({ ticket }) => ({
    what: `The action on ${ticket} has no reason that can be added as a comment.`,
    next: 'Send it anyway, or withdraw it.',
  }),
};

const noPatch = {
  changed: () => 'the template changed since you saw them',
  'not-fixed': () => 'only the outcome "fixed" has changes',
  'no-template': () => 'no template in the open folders is certain to declare its resource',
  'no-git': () => 'the template is not in a Git checkout',
  'no-base': () => 'Git is not installed, or the checkout has no commit',
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
