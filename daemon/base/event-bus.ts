/** Delivers events to subscribers, in the order in which they subscribed. */
export interface EventBus<Event> {
  /** Delivers the events before it returns. Does nothing if there are no events. */
  publish(events: readonly Event[]): void;
  /** Returns a function that unsubscribes. The events of one call of `publish` arrive together. */
  subscribe(listener: (events: readonly Event[]) => void): () => void;
}

/** @param onError Receives the errors that subscribers throw. The other subscribers still get the events. */
export function createEventBus<Event>(onError: (error: unknown) => void): EventBus<Event> {
  const listeners = new Set<(events: readonly Event[]) => void>();
  return {
    publish(events) {
      if (events.length === 0) return;
      for (const listener of [...listeners]) {
        try {
          listener(events);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      // A function that subscribes twice counts as two subscribers.
      const own = (events: readonly Event[]) => listener(events);
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
