import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type Connections,
  openConnections,
} from '../../../../../daemon/integrations/aws/connection/connections.ts';

const config = { protocol: 'https:', hostname: 'config.eu-west-1.amazonaws.com' };
const sts = { protocol: 'https:', hostname: 'sts.eu-west-1.amazonaws.com' };
const sandbox = { protocol: 'http:', hostname: '127.0.0.1', port: 9 };

let connections: Connections;
beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toLowerCase(), undefined);
  }
  connections = openConnections(1_000);
});
afterEach(() => {
  connections.destroy();
  vi.unstubAllEnvs();
});

const isProxied = (request: Parameters<Connections['to']>[0]) =>
  connections.to(request) !== connections.direct;

test('without a proxy, every host is reached directly', () => {
  expect([config, sandbox].map(isProxied)).toEqual([false, false]);
});

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])(
  '%s is used for https, and never for this machine',
  (name) => {
    vi.stubEnv(name, 'http://proxy.example:8080');
    expect([config, sandbox].map(isProxied)).toEqual([true, false]);
    expect(connections.to(sts)).toBe(connections.to(config));
  },
);

test.each([
  ['sts.eu-west-1.amazonaws.com', [true, false]],
  ['.amazonaws.com', [false, false]],
  ['*', [false, false]],
  ['sts.eu-west-1.amazonaws.com:8443', [true, true]],
])('hosts in NO_PROXY %s are reached directly', (hosts, expected) => {
  vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:8080');
  vi.stubEnv('NO_PROXY', hosts);
  expect([config, sts].map(isProxied)).toEqual(expected);
});
