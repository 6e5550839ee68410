import type { DivergenceView } from '#protocol/divergence.ts';
import type { Locale } from '../../base/text.ts';
import type { Divergence } from '../../domain/tickets/divergence.ts';
import { textsOf } from '../texts/say.ts';

/** Returns the members of a finding or ticket that say how the two disagree; none if they do not. */
export function divergenceViews(
  divergences: readonly Divergence[] | undefined,
  locale: Locale,
): { readonly divergences?: readonly DivergenceView[] } {
  if (!divergences || divergences.length === 0) return {};
  return { divergences: divergences.map((divergence) => divergenceView(divergence, locale)) };
}

function divergenceView(divergence: Divergence, locale: Locale): DivergenceView {
  const { what, next } = textsOf(locale).divergence(divergence);
  return {
    code: divergence.code,
    text: what,
    next,
    ...('since' in divergence && { since: divergence.since }),
    ...('isUnread' in divergence && divergence.isUnread && { unread: true as const }),
    ...(divergence.code === 'duplicate' && { tickets: divergence.tickets, used: divergence.used }),
  };
}
