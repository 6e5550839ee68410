import { z } from 'zod';
import type { World } from '../model.ts';
import type { Operations } from './call.ts';
import type { ConfigItems } from './config-items.ts';
import { aggregatorName, limit, nextToken, operation, tokenInvalid } from './config-requests.ts';
import { nameOf, parseQuery } from './config-sql.ts';
import { compile, narrowed } from './config-sql-conditions.ts';
import { isAggregated, type Results, resultsOf } from './config-sql-results.ts';
import { aggregatedView, ownView, type View } from './config-views.ts';
import type { FaultState } from './faults.ts';
import { pageOf } from './pages.ts';

const usualPageRows = 25;
/** The number of rows on a page of a GROUP BY query without a limit. */
const usualGroupRows = 500;
const maxRows = 100;
/** Queries whose matches are kept for their next pages. */
const maxKeptQueries = 16;

const expression = z.string().min(1).max(4096);
const size = limit(maxRows, 0);

interface Asked {
  readonly Expression: string;
  readonly NextToken?: string | undefined;
  /** 0: the default. */
  readonly size: number;
}

/** Returns the operations of Config's advanced queries. */
export function selectOperations(world: World, items: ConfigItems, faults: FaultState): Operations {
  const kept = new Map<string, Results>();

  function select({ Expression, NextToken, size }: Asked, view: View): object {
    const query = parseQuery(Expression);
    const listing = `select ${view.name} ${Expression}`;
    // A first page runs the query again, and the next pages continue in its result.
    const known = NextToken === undefined ? undefined : kept.get(listing);
    const results = known ?? resultsOf(query, matchesOf(query));
    kept.delete(listing);
    kept.set(listing, results);
    for (const oldest of kept.keys()) if (kept.size > maxKeptQueries) kept.delete(oldest);

    const page = pageOf(results.rows, {
      token: NextToken,
      limit: size || (query.groupBy.length > 0 ? usualGroupRows : usualPageRows),
      listing,
      refuse: tokenInvalid,
    });
    const pagesEnd = isAggregated(query) && query.orderBy.some(({ by }) => by.kind === 'aggregate');
    return {
      Results: page.items.map(results.write),
      QueryInfo: { SelectFields: query.outputs.map((output) => ({ Name: nameOf(output) })) },
      // A result that is ordered by an aggregation has only one page.
      NextToken: pagesEnd ? undefined : page.next,
    };

    function matchesOf({ where }: ReturnType<typeof parseQuery>): object[] {
      const matches = compile(where);
      const accounts = narrowed(where, 'accountId')?.filter(
        (account) => view.accounts?.includes(String(account)) ?? true,
      );
      return items
        .find(narrowed(where, 'resourceType'), accounts ?? view.accounts)
        .filter((item) => view.sees(item) && matches(item));
    }
  }

  return {
    SelectAggregateResourceConfig: operation(
      z.object({
        Expression: expression,
        ConfigurationAggregatorName: aggregatorName,
        Limit: size,
        MaxResults: size,
        NextToken: nextToken,
      }),
      ({ ConfigurationAggregatorName, Limit, MaxResults, ...asked }, call) =>
        select(
          { ...asked, size: Limit || MaxResults },
          aggregatedView(world, faults, ConfigurationAggregatorName, call),
        ),
    ),
    SelectResourceConfig: operation(
      z.object({ Expression: expression, Limit: size, NextToken: nextToken }),
      ({ Limit, ...asked }, call) => select({ ...asked, size: Limit }, ownView(world, faults, call)),
    ),
  };
}
