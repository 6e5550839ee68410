import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Ways in which a response can be wrong. */
export const spoilings = [
  'silent',
  'stalled',
  'trickling',
  'endless',
  'huge',
  'bomb',
  'page',
  'busy',
  'garbled',
  'misshapen',
  'of another server',
  'cut',
  'same token',
  'two tokens',
  'new tokens',
] as const;
export type Spoiling = (typeof spoilings)[number];

export interface Spoiler {
  readonly url: string;
  /** Operations that were requested: `config:SelectResourceConfig`, `jira:POST /rest/api/3/search/jql`. */
  readonly operations: ReadonlySet<string>;
  /** From now on, requests of the first account × region or project for this operation get this response. */
  spoil(how: Spoiling | undefined, operation?: string): void;
  /** Since `spoil`. */
  readonly spoilt: Spoilt;
  close(): Promise<void>;
}

export interface Spoilt {
  answers: number;
  /** How often a page was requested with a spoilt token. */
  nextPages: number;
  bytes: number;
}

interface Asked {
  readonly operation: string;
  /** The caller, the place and the content of the request, without the token of a page. */
  readonly key: string;
  readonly isNextPage: boolean;
}

/** Starts a proxy in front of a service. It forwards responses, except those that it spoils. */
export async function startSpoiler(target: string, service: 'aws' | 'jira'): Promise<Spoiler> {
  const operations = new Set<string>();
  const spoilt: Spoilt = { answers: 0, nextPages: 0, bytes: 0 };
  const timers = new Set<NodeJS.Timeout>();
  const firstPages = new Map<string, Buffer>();
  let how: Spoiling | undefined;
  let wanted: string | undefined;
  let place: string | undefined;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const asked = askedBy(request, body.toString(), service);
    operations.add(asked.operation);
    if (how === undefined || asked.operation !== wanted) return handOn(target, request, body, response);
    place ??= placeOf(request);
    if (place !== placeOf(request)) return handOn(target, request, body, response);
    spoilt.answers++;
    if (asked.isNextPage) spoilt.nextPages++;
    switch (how) {
      case 'silent':
        return;
      case 'stalled':
        response.writeHead(200).write('{"half":');
        return;
      case 'trickling':
        response.writeHead(200).write('{');
        timers.add(setInterval(() => response.write(' '), 100));
        return;
      case 'endless':
        return pour(response.writeHead(200), spoilt);
      case 'huge':
        return pour(response.writeHead(200, { 'content-length': hugeBytes }), spoilt);
      case 'bomb':
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(bomb());
        return;
      case 'page':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
        return;
      case 'busy':
        response.writeHead(503, { 'content-type': 'text/plain' }).end('upstream connect error');
        return;
      case 'cut':
        response.writeHead(200, { 'content-length': 100 }).write('{', () => request.socket.destroy());
        return;
      default: {
        const page = firstPages.get(asked.key) ?? (await answerOf(target, request, body));
        firstPages.set(asked.key, page);
        const token = { 'same token': 'again-1', 'two tokens': `again-${spoilt.answers % 2}` }[how as string];
        response.end(changed(page.toString(), how as Spoiling, token ?? `again-${spoilt.answers}`, service));
      }
    }
  }

  const server = createServer((request, response) => {
    response.on('error', () => {});
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operations,
    spoilt,
    spoil(next, operation) {
      [how, wanted, place] = [next, operation, undefined];
      Object.assign(spoilt, { answers: 0, nextPages: 0, bytes: 0 });
      firstPages.clear();
      for (const timer of timers) clearInterval(timer);
      timers.clear();
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const hugeBytes = 10 * 1024 ** 3;
let zipped: Buffer | undefined;

/** Returns about 200 kB that decompress to 200 MB. */
function bomb(): Buffer {
  zipped ??= gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
  return zipped;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function placeOf({ headers: { authorization = '' } }: IncomingMessage): string {
  return /Credential=([^/]+)\/\d+\/([^/]+)/.exec(authorization)?.slice(1).join(' ') ?? '';
}

function askedBy(request: IncomingMessage, body: string, service: 'aws' | 'jira'): Asked {
  const { authorization = '' } = request.headers;
  const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  const action = /(?:^|&)Action=(\w+)/.exec(body)?.[1];
  const path = `${request.method} ${(request.url ?? '').replace(/\?.*/, '').replace(/detector\/[^/]+/, 'detector/ID')}`;
  const name =
    service === 'jira' ? 'jira' : (/Credential=(?:[^/]+\/){3}(\w+)/.exec(authorization)?.[1] ?? 'aws');
  const operation = `${name}:${target ?? action ?? path}`;
  const plain = body
    .replace(/"(NextToken|nextToken|nextPageToken)":"[^"]*",?/, '')
    .replace(/,}/, '}')
    .replace(/&NextToken=[^&]*/, '');
  return { operation, key: `${operation} ${placeOf(request)} ${plain}`, isNextPage: plain !== body };
}

function forward(target: string, request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const { hostname, port } = new URL(target);
  return new Promise((resolve, reject) => {
    // The host is signed, too, so it stays unchanged.
    const { method, url: path, headers } = request;
    send({ hostname, port, method, path, headers }, resolve).on('error', reject).end(body);
  });
}

async function handOn(
  target: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const answer = await forward(target, request, body);
  response.writeHead(answer.statusCode ?? 500, answer.headers).end(await bodyOf(answer));
}

async function answerOf(target: string, request: IncomingMessage, body: Buffer): Promise<Buffer> {
  return bodyOf(await forward(target, request, body));
}

/** Sends data as long as the other side reads it. */
function pour(response: ServerResponse, spoilt: { bytes: number }): void {
  const chunk = Buffer.alloc(64 * 1024, '[');
  const more = () => {
    for (let taken = true; taken && !response.destroyed; spoilt.bytes += chunk.length)
      taken = response.write(chunk);
  };
  response.on('drain', more);
  more();
}

function changed(page: string, how: Spoiling, token: string, service: 'aws' | 'jira'): string {
  if (how === 'garbled') return page.slice(0, Math.floor(page.length / 2));
  if (page.startsWith('<')) {
    if (how === 'misshapen' || how === 'of another server') return '<Unexpected><A>1</A></Unexpected>';
    return page
      .replace(/<NextToken>.*?<\/NextToken>/, '')
      .replace(/<\/\w+Result>/, `<NextToken>${token}</NextToken>$&`);
  }
  if (how === 'of another server') return '{"status":"maintenance"}';
  const json = JSON.parse(page) as Record<string, unknown>;
  if (how === 'misshapen')
    return JSON.stringify(Object.fromEntries(Object.keys(json).map((name) => [name, { a: 7 }])));
  if (service === 'jira') return JSON.stringify({ ...json, nextPageToken: token, isLast: false });
  const isGuardDuty = 'findingIds' in json || 'detectorIds' in json;
  return JSON.stringify({ ...json, [isGuardDuty ? 'nextToken' : 'NextToken']: token });
}
