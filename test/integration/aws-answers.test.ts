import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigServiceClient, DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchCalls } from '../../daemon/integrations/aws/connection/calls.ts';
import { problemOf } from '../../daemon/integrations/aws/connection/errors.ts';
import {
  type AnswerLimits,
  answerLimits,
  createHandler,
} from '../../daemon/integrations/aws/connection/http-handler.ts';
import { ThrottlingRetryStrategy } from '../../daemon/integrations/aws/connection/retries.ts';

/** A real client against a server that does not end its responses, or ends them late. */

const limits = { maxBytes: 1024 * 1024, maxWaitMs: 200, maxSilenceMs: 200, maxTotalMs: 600 };
let answer: (response: ServerResponse) => void;
let asked = 0;
let sentBytes = 0;
const server = createServer((_request, response) => {
  asked++;
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  answer(response);
});
let client: ConfigServiceClient;
let handler: ReturnType<typeof createHandler>;

beforeEach(async () => {
  asked = 0;
  sentBytes = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open(limits);
});

function open(within: AnswerLimits): void {
  handler = createHandler(within);
  client = new ConfigServiceClient({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'A', secretAccessKey: 's' },
    requestHandler: handler,
    retryStrategy: new ThrottlingRetryStrategy(),
  });
  client.middlewareStack.use(watchCalls('config', { onCall: () => {}, mask: (text) => text }));
}

afterEach(async () => {
  handler.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = (abortSignal = new AbortController().signal) =>
  client.send(new DescribeConfigRulesCommand({}), { abortSignal });
const problem = async () =>
  problemOf(
    await ask().then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

function endless(response: ServerResponse, start = '{"ConfigRules":["'): void {
  response.write(start);
  const chunk = Buffer.alloc(64 * 1024, 'a');
  const more = () => {
    while (!response.destroyed && response.write(chunk)) sentBytes += chunk.length;
  };
  response.on('drain', more);
  more();
}

describe('an answer', () => {
  test('that never begins is aborted', async () => {
    answer = () => {};
    expect(await problem()).toMatchObject({ code: 'aws-unreachable' });
  });

  test('whose body stops is aborted, after one more attempt', async () => {
    answer = (response) => response.writeHead(200).write('{"ConfigRules":');
    expect(await problem()).toMatchObject({
      code: 'aws-timeout',
      facts: { host: '127.0.0.1' },
    });
    expect(asked).toBe(2);
  });

  test('that arrives too slowly is aborted after a time limit', async () => {
    const timers: NodeJS.Timeout[] = [];
    answer = (response) => {
      response.writeHead(200).write('{"ConfigRules":[');
      timers.push(setInterval(() => response.write(' '), 50));
    };
    const started = Date.now();
    expect(await problem()).toMatchObject({ code: 'aws-timeout' });
    expect(Date.now() - started).toBeGreaterThanOrEqual(2 * limits.maxTotalMs);
    for (const timer of timers) clearInterval(timer);
  });

  test.each([
    ['as JSON', '{"ConfigRules":["'],
    ['as a web page', '<html>'],
    ['as an unknown format', ''],
  ])('without an end is read up to a limit, once: %s', async (_, start) => {
    answer = (response) => endless(response.writeHead(200), start);
    expect(await problem()).toMatchObject({
      code: 'aws-answer-too-long',
      facts: { maxBytes: 1024 * 1024 },
    });
    expect(asked).toBe(1);
    // The buffers of the sockets on both ends are added to that.
    expect(sentBytes).toBeLessThan(limits.maxBytes + 16 * 1024 * 1024);
  });

  test('that is an endless error is read up to a limit, too', async () => {
    answer = (response) => endless(response.writeHead(400));
    expect(await problem()).toMatchObject({ code: 'aws-answer-too-long' });
  });

  test('within the limits is used', async () => {
    answer = (response) => response.end(JSON.stringify({ ConfigRules: [], pad: 'x'.repeat(900_000) }));
    expect((await ask()).ConfigRules).toEqual([]);
  });
});

describe.each(['waits', 'stops'])('a request whose answer %s', (how) => {
  beforeEach(() => {
    open(answerLimits);
    answer = (response) => {
      if (how === 'stops') response.writeHead(200).write('{');
    };
  });

  test('is cancelled at once', async () => {
    const abort = new AbortController();
    const waiting = ask(abort.signal).catch((error: unknown) => error);
    setTimeout(() => abort.abort(), 50);
    const started = Date.now();
    expect(await waiting).toMatchObject({ name: 'AbortError' });
    expect(Date.now() - started).toBeLessThan(answerLimits.maxSilenceMs / 2);
  });

  test('ends with its connections', async () => {
    const waiting = ask().catch((error: unknown) => error);
    setTimeout(() => handler.destroy(), 50);
    expect(await waiting).toMatchObject({ name: 'AbortError' });
  });
});
