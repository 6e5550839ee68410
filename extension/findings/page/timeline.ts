import { l10n } from 'vscode';
import type { FindingEventView } from '#protocol/finding-details.ts';
import type { Source } from '#protocol/findings.ts';
import type { ActionKind, Outcome } from '#protocol/pending-review.ts';
import type { TicketActView } from '#protocol/ticket-details.ts';
import type { TimelineItem } from '../../../webview/finding/protocol.ts';
import { outcomeLabel } from '../../tickets/decisions/labels.ts';
import { longDayOf } from '../../tools/dates.ts';
import { agoOf } from '../../tools/relative-time.ts';

/** The product's own name. */
export const sourceNames: Readonly<Record<Source, string>> = {
  config: 'AWS Config',
  guardduty: 'Amazon GuardDuty',
  securityhub: 'AWS Security Hub',
};

type Said = Pick<TimelineItem, 'text' | 'by' | 'quote' | 'tone'> & { readonly at: string };

/**
 * Returns what happened, the oldest first.
 * @param acts The reviews and decisions in the ticket's comments; `undefined` until they were read. They also know what other
 * people did, and replace what this computer recorded of the same acts.
 */
export function timelineItems(
  events: readonly FindingEventView[],
  acts: readonly TicketActView[] | undefined,
  now: Date,
): TimelineItem[] {
  const own = acts === undefined ? events : events.filter((event) => !isCommented(event));
  const said = [...own.map(eventOf), ...(acts ?? []).filter(({ at }) => at !== '').map(actOf)];
  return said
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map((item) => ({ ...item, ago: agoOf(item.at, now) }));
}

/** Returns whether the ticket's comments have the act, too. */
function isCommented(event: FindingEventView): boolean {
  if (event.kind !== 'act' || event.waits) return false;
  return event.act === 'review' || event.act === 'approve' || event.act === 'send-back';
}

function actOf({ kind, outcome, reason, at, by }: TicketActView): Said {
  return { at, text: actText(kind, { outcome }), ...authorAndReason(by, reason), tone: toneOf(kind) };
}

function authorAndReason(by: string | undefined, reason: string) {
  return { ...(by !== undefined && { by }), ...(reason !== '' && { quote: reason }) };
}

function eventOf(event: FindingEventView): Said {
  const { at } = event;
  switch (event.kind) {
    case 'first-seen':
      return { at, text: l10n.t('Reported for the first time'), tone: 'fails' };
    case 'failed-again':
      return { at, text: l10n.t('Failed again'), tone: 'fails' };
    case 'resolved':
      return { at, text: l10n.t('No longer reported by AWS'), tone: 'good' };
    case 'source-began':
      return {
        at,
        text: l10n.t('Also reported by {0} ({1})', sourceNames[event.source], event.rule),
        tone: 'fails',
      };
    case 'source-ended':
      return {
        at,
        text: l10n.t('No longer reported by {0} ({1})', sourceNames[event.source], event.rule),
        tone: 'plain',
      };
    case 'deployed':
      return { at, text: l10n.t('Last deployment of the stack {0}', event.stack), tone: 'plain' };
    case 'ticket-filed':
      return {
        at,
        text: l10n.t('Ticket {0} filed', event.ticket),
        ...authorAndReason(event.by, ''),
        tone: 'plain',
      };
    case 'ticket-reopened':
      return { at, text: l10n.t('Ticket {0} reopened', event.ticket), tone: 'fails' };
    case 'ticket-resolved':
      return { at, text: l10n.t('Ticket {0} resolved in Jira', event.ticket), tone: 'good' };
    case 'act':
      return ownAct(event);
  }
}

function ownAct(event: Extract<FindingEventView, { kind: 'act' }>): Said {
  const { at, act, reason, undone, waits } = event;
  const text = actText(act, event);
  return {
    at,
    text: waits ? l10n.t('{0} (waits for Jira)', text) : undone ? l10n.t('{0} (undone)', text) : text,
    ...authorAndReason(l10n.t('you, from this computer'), reason),
    tone: waits ? 'waits' : toneOf(act),
  };
}

function actText(
  kind: ActionKind,
  { outcome, due }: { readonly outcome?: Outcome | undefined; readonly due?: string | undefined },
): string {
  switch (kind) {
    case 'review':
      return outcome === undefined ? l10n.t('Reviewed') : l10n.t('Reviewed: {0}', outcomeLabel(outcome));
    case 'approve':
      return l10n.t('Approved');
    case 'send-back':
      return l10n.t('Sent Back');
    case 'undo':
      return l10n.t('Last action undone');
    case 'assign':
      return l10n.t('Assigned');
    case 'comment':
      return l10n.t('Commented');
    case 'due':
      return l10n.t('Due date changed to {0}', due === undefined ? '?' : longDayOf(due));
  }
}

function toneOf(kind: ActionKind): TimelineItem['tone'] {
  if (kind === 'approve') return 'good';
  return kind === 'send-back' ? 'fails' : 'plain';
}
