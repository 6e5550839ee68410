import type { Configuration } from '../configuration/configuration.ts';
import { foldedName, isConfiguredName } from '../domain/tickets/state.ts';
import type { StatusNames } from '../domain/tickets/ticket.ts';
import type { Store } from '../store/store.ts';

/** The configuration in use, with the statuses that are reviews according to the site's boards. */
export function createKnownStatuses(
  store: Pick<Store, 'reviewStatuses' | 'boardStates'>,
  configured: () => Configuration,
) {
  let known: { readonly from: Configuration; readonly merged: Configuration } | undefined;
  return {
    current(): Configuration {
      const from = configured();
      if (known?.from === from) return known.merged;
      const learned = from.jira ? store.reviewStatuses.of(from.jira.site) : [];
      const ofColumns = from.jira ? store.boardStates.of(from.jira.site) : new Map();
      const statuses = { ...withReviews(from.statuses, learned), ...(ofColumns.size > 0 && { ofColumns }) };
      const isSame = learned.length === 0 && ofColumns.size === 0;
      known = { from, merged: isSame ? from : { ...from, statuses } };
      return known.merged;
    },
    /** Takes the states that columns of boards say now. */
    refresh(): void {
      known = undefined;
    },
    /** Remembers that the status of this name, on the site in use, is a review. */
    remember(name: string): void {
      const { jira } = configured();
      if (!jira) return;
      store.reviewStatuses.put(jira.site, foldedName(name));
      known = undefined;
    },
  };
}

/** Adds names of reviews. A name that the configuration assigns to a state keeps that state. */
function withReviews(names: StatusNames, learned: readonly string[]): StatusNames {
  const states = ['todo', 'review', 'done'] as const;
  const isNew = (name: string) => !states.some((state) => isConfiguredName(name, state, names));
  return { ...names, review: [...(names.review ?? []), ...learned.filter(isNew)] };
}
