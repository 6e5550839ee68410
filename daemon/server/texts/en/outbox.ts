import type { OutboxProblems } from '../../../domain/problems/outbox.ts';
import type { ProblemTexts } from '../texts.ts';
import { acts, changed, listed } from './tickets.ts';

export const outboxProblems: Pick<ProblemTexts, keyof OutboxProblems> = {
  'nothing-to-undo': ({ ticket }) => ({
    what: `Guardrail has no action of ${ticket} to take back: it moved nothing there lately, or that is undone already.`,
    next: 'Run "guardrail reviews --all" for the list, or move the ticket in Jira.',
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
