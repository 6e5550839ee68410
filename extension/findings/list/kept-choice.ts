import {
  type FindingFilter,
  filterLimits,
  type Grouping,
  groupings,
  type ListOrder,
  listOrders,
} from '#protocol/finding-list.ts';
import { severities } from '#protocol/findings.ts';
import { listStates } from '#protocol/list-state.ts';

/** How the user wants to see the findings. */
export interface Choice {
  readonly groupBy: Grouping;
  readonly order: ListOrder;
  readonly filter: FindingFilter;
}

export const defaultChoice: Choice = { groupBy: 'state', order: 'urgency', filter: {} };

/**
 * Returns the choice that VS Code kept for the workspace. Another version of the extension may have kept it, or it may be damaged:
 * the daemon refuses a list that is asked for with a value of another shape, so such a value is replaced or left out.
 */
export function readChoice(kept: unknown): Choice {
  const { groupBy, order, filter } = membersOf(kept);
  return {
    groupBy: groupings.find((known) => known === groupBy) ?? defaultChoice.groupBy,
    order: listOrders.find((known) => known === order) ?? defaultChoice.order,
    filter: readFilter(membersOf(filter)),
  };
}

function readFilter(kept: Readonly<Record<string, unknown>>): FindingFilter {
  const known = <Value extends string>(values: readonly Value[], given: unknown) =>
    values.filter((value) => Array.isArray(given) && given.includes(value));
  const texts = (given: unknown, maxCharacters: number) =>
    Array.isArray(given)
      ? given.filter((each) => typeof each === 'string' && each.length <= maxCharacters)
      : [];
  const lists = {
    severities: known(severities, kept.severities),
    states: known(listStates, kept.states),
    accounts: texts(kept.accounts, filterLimits.account),
    rules: texts(kept.rules, filterLimits.rule),
  };
  const { text } = kept;
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0)),
    ...(typeof text === 'string' && text !== '' && text.length <= filterLimits.text && { text }),
    ...(kept.mine === true && { mine: true }),
    ...(kept.isNew === true && { isNew: true }),
  };
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
