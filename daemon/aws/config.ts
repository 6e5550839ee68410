import {
  type ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  SelectAggregateResourceConfigCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { pages } from './pages.ts';

export type ConfigApi = Pick<ConfigServiceClient, 'send'>;

/** Runs one query of Config and yields its pages of rows as they arrive. */
export type Select = (expression: string) => AsyncGenerator<unknown[]>;

// The most a page may hold; pages of GROUP BY queries may hold 500, which is their default.
const pageSize = 100;
const limitOf = (expression: string) => (/ GROUP BY /.test(expression) ? {} : { Limit: pageSize });

/** Over everything the aggregator collects. */
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

/** Over the account and region of the client. */
export function selectOwn(client: ConfigApi, signal: AbortSignal): Select {
  return (Expression) =>
    rowsOf((NextToken) =>
      client.send(new SelectResourceConfigCommand({ Expression, NextToken, ...limitOf(Expression) }), {
        abortSignal: signal,
      }),
    );
}

/**
 * Whether Config surely records nothing in the client's region, so that no finding there means nothing. Who
 * may not ask is not told so.
 */
export async function isRecorderOff(client: ConfigApi, signal: AbortSignal): Promise<boolean> {
  try {
    const { ConfigurationRecordersStatus = [] } = await client.send(
      new DescribeConfigurationRecorderStatusCommand({}),
      { abortSignal: signal },
    );
    return ConfigurationRecordersStatus.every(({ recording }) => !recording);
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

interface ResultPage {
  readonly Results?: string[] | undefined;
  readonly NextToken?: string | undefined;
}

async function* rowsOf(read: (token: string | undefined) => Promise<ResultPage>): AsyncGenerator<unknown[]> {
  for await (const { Results = [] } of pages(read)) yield Results.map(parseRow);
}

/** A row is JSON text. What is not becomes `undefined`, which no reader of rows accepts. */
function parseRow(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
