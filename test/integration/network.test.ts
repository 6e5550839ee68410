import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useNetworkOf } from '../../daemon/base/network.ts';
import { connectJiraCloud } from '../../daemon/integrations/jira/cloud/ticket-source.ts';

const before = getGlobalDispatcher();
const asked: string[] = [];
/** A proxy that records the requests and forwards nothing. The same server is also a site. */
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('fine');
}).on('connect', ({ url = '' }, socket) => {
  asked.push(url);
  socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
});
let address = '';

beforeEach(async () => {
  asked.length = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  useNetworkOf({
    HTTP_PROXY: `http://${address}`,
    HTTPS_PROXY: `http://${address}`,
    NO_PROXY: 'near.example',
  });
});
afterEach(async () => {
  await getGlobalDispatcher().destroy();
  setGlobalDispatcher(before instanceof Agent ? new Agent() : before);
  server.closeAllConnections();
  server.close();
});

test('requests to this machine do not use the proxy, which would read the token', async () => {
  expect(await (await fetch(`http://${address}/rest`)).text()).toBe('fine');
  expect(asked).toEqual(['/rest']);
});

test('requests to other machines use the proxy', async () => {
  await expect(fetch('https://acme.example/rest')).rejects.toThrow();
  expect(asked).toEqual(['acme.example:443']);
});

async function problemOfReading(site: string): Promise<unknown> {
  const source = connectJiraCloud({ site, email: 'mika@example.com', token: 'secret' }, () => {});
  return source.readTicket('APP-1', new AbortController().signal).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a proxy that cannot be used', () => {
  test.each([
    ['proxy.example:8080', 'no-scheme'],
    ['10.0.0.1:8080', 'no-scheme'],
    ['socks5://mika:hunter2@127.0.0.1:9', 'socks'],
    ['pac+http://proxy.example/proxy.pac', 'script'],
    ['http://mika:hunter2%@127.0.0.1:9', 'malformed'],
  ])('is a problem of each request to Jira that needs it: %s', async (proxy, fault) => {
    await getGlobalDispatcher().destroy();
    useNetworkOf({ HTTPS_PROXY: proxy, NO_PROXY: 'near.invalid' });
    const problem = await problemOfReading('https://acme.example');
    expect(problem).toMatchObject({ code: 'proxy-unusable', facts: { setting: 'HTTPS_PROXY', fault } });
    expect(inspect(problem, { depth: 9 })).not.toContain('hunter2');
    expect(await problemOfReading('https://near.invalid')).toMatchObject({ code: 'jira-unreachable' });
    expect(await (await fetch(`http://${address}/rest`)).text()).toBe('fine');
  });
});
