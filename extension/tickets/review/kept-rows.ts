import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { KeptReview } from '#protocol/reviews.ts';
import { keptContext } from '../row-context.ts';
import { pendingIcon, pendingLabel } from './pending.ts';

/** Returns the row above reviews that no ticket of the list shows: the ticket is gone, or in another project or site. */
export function keptGroupItem(reviews: readonly KeptReview[]): TreeItem {
  const item = new TreeItem(l10n.t('Without a visible ticket'), TreeItemCollapsibleState.Expanded);
  item.id = 'tickets:kept';
  item.description = String(reviews.length);
  item.tooltip = l10n.t(
    'Jira has not confirmed these reviews and decisions. Their tickets are not in the list; each row names its site.',
  );
  item.accessibilityInformation = { label: `${item.label}: ${reviews.length}` };
  item.contextValue = 'group';
  return item;
}

/** Returns a review's row: the site it is for, and what it waits for. */
export function keptItem(review: KeptReview): TreeItem {
  const { id, ticket, site, current, note, reason } = review;
  const where = current
    ? l10n.t('not among the team’s tickets')
    : l10n.t('for {0}, which is not in use', hostOf(site));
  const item = new TreeItem(ticket);
  item.id = `kept:${id}`;
  item.description = [pendingLabel(review), where].join(' · ');
  item.iconPath = new ThemeIcon(pendingIcon(review));
  // A plain string: text from Jira is never markup.
  item.tooltip = [`${ticket} · ${site}`, note, reason !== '' && l10n.t('Reason: {0}', reason)]
    .filter(Boolean)
    .join('\n');
  item.accessibilityInformation = { label: `${ticket}, ${item.description}` };
  item.contextValue = keptContext(review);
  if (review.url !== '')
    item.command = { command: 'guardrail.ticket.open', title: '', arguments: [{ kept: review }] };
  return item;
}

function hostOf(site: string): string {
  return URL.canParse(site) ? new URL(site).host : site;
}
