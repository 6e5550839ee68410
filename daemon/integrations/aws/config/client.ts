import {
  type ConfigServiceClient,
  SelectAggregateResourceConfigCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { pages } from '../connection/pages.ts';
import { listIn } from './unread.ts';

export type ConfigApi = Pick<ConfigServiceClient, 'send'>;

/** Runs one query of Config and yields its pages of rows as they arrive. */
export type Select = (expression: string) => AsyncGenerator<unknown[]>;

// The maximum of a page. Pages of GROUP BY queries can have 500 rows, which is their default.
const maxPageRows = 100;
const limitOf = (expression: string) => (/ GROUP BY /.test(expression) ? {} : { Limit: maxPageRows });

/** Queries everything that the aggregator collects. */
export function selectAggregate(client: ConfigApi, aggregator: string, signal: AbortSignal): Select {
  return (Expression) =>
    rowsOf((NextToken) =>
      client.send(
        new SelectAggregateResourceConfigCommand({
          Expression,
          ConfigurationAggregatorName: aggregator,
          NextToken,
          ...limitOf(Expression),
        }),
        { abortSignal: signal },
      ),
    );
}

/** Queries the account and region of the client. */
export function selectOwn(client: ConfigApi, signal: AbortSignal): Select {
  return (Expression) =>
    rowsOf((NextToken) =>
      client.send(new SelectResourceConfigCommand({ Expression, NextToken, ...limitOf(Expression) }), {
        abortSignal: signal,
      }),
    );
}

interface ResultPage {
  readonly Results?: string[] | undefined;
  readonly NextToken?: string | undefined;
}

async function* rowsOf(read: (token: string | undefined) => Promise<ResultPage>): AsyncGenerator<unknown[]> {
  // A page without its list counts as one row that cannot be read.
  for await (const { Results } of pages(read)) yield listIn(Results)?.map(parseRow) ?? [undefined];
}

/** Parses a row, which is JSON text. Any other value becomes `undefined`, which no row parser accepts. */
function parseRow(text: unknown): unknown {
  try {
    if (typeof text !== 'string') return undefined;
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
