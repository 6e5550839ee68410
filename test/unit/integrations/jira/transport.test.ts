import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Agent, EnvHttpProxyAgent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '../../../../daemon/domain/problems/problem.ts';
import type { TicketSource } from '../../../../daemon/domain/tickets/ticket.ts';
import type { ClientOptions } from '../../../../daemon/integrations/jira/client.ts';
import { connectJiraCloud } from '../../../../daemon/integrations/jira/cloud/ticket-source.ts';
import { sayProblem } from '../../../../daemon/server/texts/say.ts';
import { current, expired, key, ofAnotherHost } from '../../../support/certificates.ts';
import { type Answer, issueJson, type Received, startFakeSite } from './fake-site.ts';

const { signal } = new AbortController();
const page = { body: { issues: [issueJson('APP-1')], isLast: true } };

function connect(site: string, options: ClientOptions = {}) {
  const waits: number[] = [];
  const source = connectJiraCloud({ site, email: 'mika@example.com', token: 'secret' }, () => {}, {
    wait: async (ms) => void waits.push(ms),
    ...options,
  });
  return { source, waits };
}

async function setUp(answer: (request: Received) => Answer | undefined, options?: ClientOptions) {
  const site = await startFakeSite(answer);
  return { ...site, ...connect(site.site, options) };
}

/** Returns a handler that sends each of these in turn, then a page. */
function inTurn(...answers: readonly Answer[]) {
  const left = [...answers];
  return () => left.shift() ?? page;
}

async function readAll(source: TicketSource) {
  const pages = [];
  for await (const page of source.readTickets(signal)) pages.push(page);
  return pages;
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  if (error instanceof Problem) return error;
  throw new Error(`expected a Problem, got ${error}`);
}

/** Expects the next step of a problem in both languages. */
function expectNextStep(problem: Problem, step: RegExp) {
  expect(sayProblem(problem, 'en')).toMatch(step);
  expect(sayProblem(problem, 'ja')).toMatch(step);
  expect(sayProblem(problem, 'ja')).toMatch(/[ぁ-ん]/);
}

const cutHere: Answer = { raw: (response) => response.destroy() };
const cutInTheBody: Answer = {
  raw(response) {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"issues":[', () => response.destroy());
  },
};

describe('a page of the search', () => {
  it.each([
    ['500', { status: 500 }],
    ['502 of a gateway', { status: 502, body: '<html>Bad gateway</html>' }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a cut connection', cutHere],
    ['a connection cut in the body', cutInTheBody],
  ] as const)('is requested again after %s', async (_what, failure) => {
    await using jira = await setUp(inTurn(failure, failure));
    expect(await readAll(jira.source)).toHaveLength(1);
    expect(jira.received).toHaveLength(3);
    expect(jira.waits).toHaveLength(2);
  });

  it('is given up after four attempts, with the status of the site', async () => {
    await using jira = await setUp(() => ({ status: 503 }));
    const problem = await problemOf(readAll(jira.source));
    expect(problem.code).toBe('jira-failed');
    expect(problem.message).toContain('503');
    expect(jira.received).toHaveLength(4);
    for (const ms of jira.waits) expect(ms).toBeGreaterThan(300);
  });

  it('is not requested again if the site requests a long delay', async () => {
    await using jira = await setUp(() => ({ status: 503, headers: { 'Retry-After': '3600' } }));
    expect((await problemOf(readAll(jira.source))).code).toBe('jira-failed');
    expect(jira.received).toHaveLength(1);
  });

  it.each(['move', 'comment'] as const)('is requested again, a %s is not', async (what) => {
    await using jira = await setUp(({ method }) =>
      method === 'POST' ? cutHere : { body: { comments: [], total: 0 } },
    );
    const work =
      what === 'move'
        ? jira.source.move('APP-1', '11', signal)
        : jira.source.commentOnce('APP-1', { id: 'x', paragraphs: ['x'] }, signal);
    expect((await problemOf(work)).code).toBe('jira-unreachable');
    expect(jira.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

it.each(['0', '-5', '0.001', 'Sat, 28 Nov 2020 00:00:00 GMT'])(
  'a throttled request is not repeated in a tight loop by Retry-After: %s',
  async (retryAfter) => {
    await using jira = await setUp(() => ({ status: 429, headers: { 'Retry-After': retryAfter } }));
    expect((await problemOf(readAll(jira.source))).code).toBe('jira-throttled');
    expect(jira.waits).toHaveLength(3);
    for (const ms of jira.waits) expect(ms).toBeGreaterThanOrEqual(1_000);
  },
);

describe('an answer', () => {
  const json = { 'Content-Type': 'application/json' };

  it('that stalls in its body is given up after the timeout', async () => {
    const stalls: Answer = {
      raw(response) {
        response.writeHead(200, json);
        response.write('{"issues":[');
      },
    };
    await using jira = await setUp(() => stalls, { timeoutMs: 150 });
    const problem = await problemOf(readAll(jira.source));
    expect(problem.code).toBe('jira-unreachable');
    expect(jira.received).toHaveLength(1);
  });

  it('that arrives one byte at a time is given up after the timeout', async () => {
    const drips: Answer = {
      raw(response) {
        response.writeHead(200, json);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    };
    await using jira = await setUp(() => drips, { timeoutMs: 200 });
    expect((await problemOf(readAll(jira.source))).code).toBe('jira-unreachable');
  });

  it('without an end is read to 32 MB, and no further', async () => {
    let sent = 0;
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const endless: Answer = {
      raw(response) {
        response.writeHead(200, json);
        const more = () => {
          while (!response.destroyed) {
            sent += chunk.length;
            if (!response.write(chunk)) return void response.once('drain', more);
          }
        };
        more();
      },
    };
    await using jira = await setUp(() => endless);
    const problem = await problemOf(readAll(jira.source));
    expect(problem.code).toBe('jira-unexpected');
    expect(problem.facts).toMatchObject({ reason: 'too-large', maxBytes: 32 * 1024 * 1024 });
    // The data in the sockets adds to this.
    expect(sent).toBeLessThan(48 * 1024 * 1024);
  });

  it('that is small only while it is compressed is not unpacked beyond that', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, ' '));
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 1);
    await using jira = await setUp(() => ({
      raw(response) {
        response.writeHead(200, { ...json, 'Content-Encoding': 'gzip' });
        response.end(bomb);
      },
    }));
    expect((await problemOf(readAll(jira.source))).facts).toMatchObject({ reason: 'too-large' });
    clearInterval(timer);
    expect(most).toBeLessThan(128 * 1024 * 1024);
  });
});

describe('each cause of a failure has its own message', () => {
  const read = (source: TicketSource) => problemOf(source.readTicket('APP-1', signal));

  it.each([401, 403])('a %i that asks for a CAPTCHA is not a wrong token', async (status) => {
    await using jira = await setUp(() => ({
      status,
      headers: {
        'X-Authentication-Denied-Reason': 'CAPTCHA_CHALLENGE; login-url=https://acme.example/login.jsp',
        'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED',
      },
    }));
    const problem = await read(jira.source);
    expect(problem.code).toBe('jira-captcha');
    expectNextStep(problem, /CAPTCHA/);
  });

  it.each([
    ['a page', { body: '<html>Please sign in to the network</html>' }],
    ['a page without a content type', { headers: { 'Content-Type': '' }, body: '  <!doctype html><p>Hi' }],
    ['HTTP 511', { status: 511, body: '<html></html>' }],
  ] as const)('%s in place of an answer is reported as the network’s', async (_what, answer) => {
    await using jira = await setUp(() => answer);
    const problem = await read(jira.source);
    expect(problem.code).toBe('jira-unexpected');
    expect(problem.facts).toEqual({ reason: 'page', site: jira.site });
    expectNextStep(problem, new RegExp(jira.site));
  });

  it('a web page in place of a move is not a move', async () => {
    await using jira = await setUp(() => ({ body: '<html>Please sign in to the network</html>' }));
    expect((await problemOf(jira.source.move('APP-1', '11', signal))).code).toBe('jira-unexpected');
  });
});

describe('a certificate that is not valid', () => {
  const before = getGlobalDispatcher();
  afterEach(() => setGlobalDispatcher(before));

  async function problemWith(cert: string, trusts?: string): Promise<Problem> {
    const server = createTlsServer({ key, cert }, (_request, response) => response.end('{}'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    if (trusts !== undefined) setGlobalDispatcher(new Agent({ connect: { ca: trusts } }));
    const { source } = connect(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
    try {
      return await problemOf(readAll(source));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it.each([
    ['self-signed', current, undefined, 'untrusted-authority', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['expired', expired, expired, 'certificate-outdated', 'CERT_HAS_EXPIRED'],
    [
      'of another host',
      ofAnotherHost,
      ofAnotherHost,
      'certificate-of-another-host',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
  ] as const)(
    'is reported with its error and the setting that fixes it: %s',
    async (_what, cert, trusts, reason, code) => {
      const problem = await problemWith(cert, trusts);
      expect(problem.code).toBe('jira-tls-failed');
      expect(problem.facts).toMatchObject({ reason, code });
      expectNextStep(problem, /NODE_EXTRA_CA_CERTS/);
    },
  );
});

describe('a proxy that refuses', () => {
  const before = getGlobalDispatcher();
  afterEach(() => setGlobalDispatcher(before));

  it.each([
    ['407 Proxy Authentication Required', /user name and a password \(HTTP 407\)/, /HTTPS_PROXY/],
    ['403 Forbidden', /refuses the connection.*403/, /NO_PROXY/],
  ])('is named, not Jira: %s', async (status, said, step) => {
    const proxy = createServer().on('connect', (_request, socket) =>
      socket.end(`HTTP/1.1 ${status}\r\n\r\n`),
    );
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const httpsProxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    setGlobalDispatcher(new EnvHttpProxyAgent({ httpsProxy, httpProxy: '', noProxy: '' }));

    const problem = await problemOf(readAll(connect('https://acme.example').source));

    proxy.close();
    expect(problem.code).toBe('jira-proxy-refused');
    expect(problem.facts).toEqual({ site: 'https://acme.example', status: Number.parseInt(status, 10) });
    expect(sayProblem(problem, 'en')).toMatch(said);
    expectNextStep(problem, step);
  });
});
