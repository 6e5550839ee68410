import type { EventBus } from '../base/event-bus.ts';

/** What happens in the daemon. Sessions subscribe to it. */
export type SyncEvent =
  /** The content of the store is different. */
  | { readonly type: 'store-changed' }
  /** Other settings are in use, or the configuration file cannot be used any more. */
  | { readonly type: 'configuration-changed' }
  /** The store was damaged and is rebuilt: findings and tickets have to be read again. */
  | { readonly type: 'store-rebuilt' }
  /** A review waits, is in conflict, is sent or is withdrawn. */
  | { readonly type: 'review-changed'; readonly site: string }
  /** A name of a status is known to be a review from now on. */
  | { readonly type: 'review-status-learned'; readonly name: string }
  /** The user chose a link, or took a choice back. */
  | { readonly type: 'link-choice-changed' }
  /** Only the status differs: a run begins or ends, or a problem appears or goes. */
  | { readonly type: 'status-changed' };

export type SyncEvents = EventBus<SyncEvent>;
