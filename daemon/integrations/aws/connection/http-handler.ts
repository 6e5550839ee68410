import type { HttpHandlerOptions, HttpRequest, HttpResponse, RequestHandler } from '@smithy/types';
import { BodyTooLarge, readBounded } from '../../../base/bounded-body.ts';
import { AnswerLate, AnswerTooLong, ForeignAnswer } from './answer.ts';
import { openConnections } from './connections.ts';

/** Sends the requests of every client, including those that fetch credentials. */
export type AwsHandler = RequestHandler<HttpRequest, HttpResponse, HttpHandlerOptions>;

export interface AnswerLimits {
  readonly maxBytes: number;
  /** Until the response begins. */
  readonly maxWaitMs: number;
  /** Between two chunks of a body. */
  readonly maxSilenceMs: number;
  /** From the request to the last byte. */
  readonly maxTotalMs: number;
}

/**
 * The largest valid responses are pages of recorded stacks, about 5 MB. The slowest begin after about 20 s.
 */
export const answerLimits: AnswerLimits = {
  maxBytes: 16 * 1024 * 1024,
  maxWaitMs: 30_000,
  maxSilenceMs: 15_000,
  maxTotalMs: 60_000,
};

/**
 * Sends each request through the pool of its proxy, or of direct connections (`openConnections`). Reads each
 * response completely before the SDK receives it, within limits of bytes and time. The SDK has no limits once
 * a response has begun, and parses a web page as if it came from AWS. Abandons a connection that does not open
 * within 4 s.
 * @throws (`handle`) AnswerLate, AnswerTooLong, ForeignAnswer, ProxyUnusable, Node's network errors,
 * `AbortError`
 */
export function createHandler(limits: AnswerLimits = answerLimits): AwsHandler & { destroy(): void } {
  const connections = openConnections(limits.maxWaitMs);
  const closed = new AbortController();
  return {
    metadata: connections.direct.metadata,
    async handle(request, { abortSignal, ...options } = {}) {
      const end = new AbortController();
      const asked = abortSignal as AbortSignal | undefined;
      const signals = [end.signal, closed.signal, ...(asked ? [asked] : [])];
      const late = new AnswerLate(request.hostname);
      const deadline = setTimeout(() => end.abort(late), limits.maxTotalMs);
      try {
        const inner = connections.to(request);
        const { response } = await inner.handle(request as Parameters<typeof inner.handle>[0], {
          ...options,
          abortSignal: AbortSignal.any(signals),
        });
        const body = await readBounded(
          unlessSilent(response.body, limits.maxSilenceMs, late),
          limits.maxBytes,
        );
        const foreign = foreignAnswer(response, body, request.hostname);
        if (foreign) throw foreign;
        return { response: Object.assign(response, { body }) };
      } catch (error) {
        if (asked?.aborted || closed.signal.aborted) throw aborted();
        if (end.signal.aborted) throw late;
        if (error instanceof BodyTooLarge) throw new AnswerTooLong(request.hostname, limits.maxBytes);
        throw withHost(error, request.hostname);
      } finally {
        clearTimeout(deadline);
      }
    },
    // One handler serves clients with different settings, so no client may change it.
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {
      closed.abort();
      connections.destroy();
    },
  } as AwsHandler & { destroy(): void };
}

/** Node names the host only for some failures. */
function withHost(error: unknown, hostname: string): unknown {
  const isNamed = !(error instanceof Error) || 'hostname' in error || 'address' in error;
  return isNamed ? error : Object.assign(error, { hostname });
}

interface NodeBody extends AsyncIterable<Uint8Array> {
  destroy(error?: Error): void;
}

async function* unlessSilent(body: NodeBody, maxSilenceMs: number, late: Error): AsyncGenerator<Uint8Array> {
  const timer = setTimeout(() => body.destroy(late), maxSilenceMs);
  try {
    for await (const chunk of body) {
      timer.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `<ListStacksResponse xmlns=…>`, `<ErrorResponse>`. Some services send an error without a response around
 * it.
 */
const xmlOfAws = /^(<\?xml[^>]*>\s*)?<(\w+Response|Response|Error)[\s>]/;

/** AWS responds with a JSON object or XML. The body is empty only on success. */
function foreignAnswer({ statusCode }: HttpResponse, body: Buffer, host: string): ForeignAnswer | undefined {
  const start = body
    .subarray(0, 1024)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  const isPage = /^<(!doctype html|html|head|body|script)\b/i.test(start);
  const isData = start === '' ? statusCode < 300 : start.startsWith('{') || xmlOfAws.test(start);
  const isRefusedByProxy = statusCode === 407;
  return isPage || !isData || isRefusedByProxy ? new ForeignAnswer(host, statusCode, isPage) : undefined;
}

function aborted(): Error {
  return Object.assign(new Error('Request aborted'), { name: 'AbortError' });
}
