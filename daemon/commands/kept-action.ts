import type { KeptReview } from '#protocol/reviews.ts';
import { plainSite } from '../configuration/configuration.ts';
import { problem } from '../domain/problems/problem.ts';

/** The words by which a person names an action. */
export interface NamedAction {
  readonly ticket: string;
  readonly site?: string | undefined;
  /** The id that the list of actions shows where a ticket has several. */
  readonly action?: string | undefined;
}

/**
 * Returns the action that is meant: on the named site; else on the site in use; else on the only other site.
 * @throws Problem `review-not-kept`, `review-of-several-sites`, `action-of-several`.
 */
export function keptAction(kept: readonly KeptReview[], { ticket, site, action }: NamedAction): KeptReview {
  const wanted = plainSite(site);
  const found = kept.filter(
    (review) =>
      review.ticket === ticket &&
      (wanted === undefined || review.site === wanted) &&
      (action === undefined || review.id === action),
  );
  const sites = [...new Set(found.map((review) => review.site))];
  const here = sites.length > 1 ? found.filter(({ current }) => current) : found;
  const [first, ...others] = here;
  if (first === undefined)
    throw found.length > 0
      ? problem('review-of-several-sites', { ticket, sites })
      : problem('review-not-kept', { ticket });
  if (others.length > 0) throw problem('action-of-several', { ticket, actions: here.map(({ id }) => id) });
  return first;
}
