import type { EventBus } from '../base/event-bus.ts';
import type { DomainEvent } from '../domain/events.ts';
import type { Change } from '../store/changes.ts';
import type { Store } from '../store/store.ts';

/** A change of the data, or in the daemon itself. Sessions and the snapshot subscribe to these events. */
export type SyncEvent = DomainEvent | DaemonEvent;

export type DaemonEvent =
  /** Other settings are in use, or the configuration file can no longer be used. */
  | { readonly type: 'configuration-changed' }
  /** The store was damaged and is rebuilt: findings and tickets have to be read again. */
  | { readonly type: 'store-rebuilt' }
  /** The team's last run tried other accounts and regions than the run before. */
  | { readonly type: 'tried-regions-changed'; readonly team: string }
  /** A review waits, is in conflict, is sent or is withdrawn. */
  | { readonly type: 'review-changed'; readonly site: string }
  /** A filing waits, is in conflict, is done or is withdrawn. */
  | { readonly type: 'filing-changed'; readonly site: string }
  /** Statuses of this name are reviews from now on. */
  | { readonly type: 'review-status-learned'; readonly name: string }
  /** Columns of boards say other states of statuses. */
  | { readonly type: 'board-columns-learned'; readonly site: string }
  /** The user chose a link or cleared a choice. */
  | { readonly type: 'link-choice-changed' }
  /** The texts of tickets that the last snapshot did not wait for are compared with the findings. */
  | { readonly type: 'tickets-compared' }
  /** The user confirmed or rejected that a ticket tracks a finding, or took that back. */
  | { readonly type: 'ticket-verdict-changed' }
  /** Only the status differs: a run begins or ends, or a problem appears or disappears. */
  | { readonly type: 'status-changed' };

export type SyncEvents = EventBus<SyncEvent>;

/** Applies changes to the store, publishes the differences, and returns them. */
export type Apply = (...changes: readonly Change[]) => DomainEvent[];

export function createApply(store: Store, events: SyncEvents): Apply {
  return (...changes) => {
    const happened = store.apply(...changes);
    events.publish(happened);
    return happened;
  };
}
