import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type ProxyFault, ProxyUnusable, readProxy } from '../../../daemon/base/proxy-address.ts';
import { problem } from '../../../daemon/domain/problems/problem.ts';
import { sayProblem } from '../../../daemon/server/texts/say.ts';

const names = ['https_proxy', 'HTTPS_PROXY'];

const faulty: [address: string, fault: ProxyFault][] = [
  ['proxy.example:8080', 'no-scheme'],
  ['10.0.0.1:8080', 'no-scheme'],
  ['mika:hunter2@proxy.example:8080', 'no-scheme'],
  ['//proxy.example:8080', 'no-scheme'],
  ['socks5://mika:hunter2@proxy.example:1080', 'socks'],
  ['socks5h://proxy.example:1080', 'socks'],
  ['SOCKS4://proxy.example:1080', 'socks'],
  ['pac+http://proxy.example/proxy.pac', 'script'],
  ['http://proxy.example/proxy.pac', 'script'],
  ['quic://proxy.example:443', 'other-scheme'],
  ['://proxy.example:443', 'malformed'],
  ['http://', 'malformed'],
  ['http://proxy.example:eighty', 'malformed'],
  ['http://mika:hunter2#@proxy.example:8080', 'malformed'],
  ['http://mika:8/hunter2@proxy.example:8080', 'malformed'],
  ['http://mika:hunter2%@proxy.example:8080', 'malformed'],
];

describe('the address of a proxy', () => {
  it.each(faulty)('%s is reported with its variable, without the address', (address, fault) => {
    const unusable = readProxy({ HTTPS_PROXY: address }, names);
    expect(unusable).toBeInstanceOf(ProxyUnusable);
    expect(unusable).toMatchObject({ facts: { setting: 'HTTPS_PROXY', fault } });
    expect(inspect(unusable, { depth: 9, showHidden: true })).not.toMatch(/hunter2|proxy\.example/);
  });

  it.each([
    'http://proxy.example',
    'http://proxy.example:8080/',
    'https://mika:hunter%232@proxy.example:8443',
    'HTTP://[::1]:8080',
  ])('%s is used', (address) => {
    expect(readProxy({ https_proxy: '', HTTPS_PROXY: address }, names)).toBe(address);
  });

  it('comes from the first variable that is not empty', () => {
    const env = { https_proxy: 'http://a.example', HTTPS_PROXY: 'b.example' };
    expect(readProxy(env, names)).toBe('http://a.example');
    expect(readProxy({ ...env, https_proxy: '' }, names)).toBeInstanceOf(ProxyUnusable);
    expect(readProxy({}, names)).toBe('');
  });

  it("is reported with the editor's setting if that is its source", () => {
    const env = { HTTPS_PROXY: 'proxy.example:8080', GUARDRAIL_PROXY_OF_EDITOR: '1' };
    expect(readProxy(env, names)).toMatchObject({ facts: { setting: 'http.proxy' } });
    expect(readProxy({ ...env, ALL_PROXY: 'socks://a' }, ['ALL_PROXY'])).toMatchObject({
      facts: { setting: 'ALL_PROXY' },
    });
  });
});

describe('the problem of a proxy that cannot be used', () => {
  it.each([...new Set(faulty.map(([, fault]) => fault))])(
    'says what to change, and how Guardrail then notices it: %s',
    (fault) => {
      const ofVariable = problem('proxy-unusable', { setting: 'HTTPS_PROXY', fault });
      const ofEditor = problem('proxy-unusable', { setting: 'http.proxy', fault });
      for (const language of ['en', 'ja'] as const) {
        const text = sayProblem(ofVariable, language);
        expect(text).toMatch(/HTTPS_PROXY.*http:\/\/HOST:PORT.*guardrail daemon --stop/);
        expect(text).not.toMatch(/\n|undefined/);
        expect(sayProblem(ofEditor, language)).toMatch(/"http\.proxy".*http:\/\/HOST:PORT.*Guardrail: /);
      }
      expect(sayProblem(ofVariable, 'ja')).toMatch(/[ぁ-ん]/);
    },
  );
});
