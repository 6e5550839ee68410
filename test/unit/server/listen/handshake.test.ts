import { describe, expect, it, vi } from 'vitest';
import { protocolVersion } from '#protocol/versions.ts';
import { productVersion } from '../../../../daemon/base/version.ts';
import { readHello } from '../../../../daemon/server/listen/handshake.ts';

const token = 'a'.repeat(64);
const hello = { protocol: protocolVersion, token, client: 'window', version: productVersion, settings: {} };

describe('the handshake', () => {
  it('accepts a client with the token', () => {
    expect(readHello(hello, token, () => {})).toEqual(hello);
  });

  it.each([
    [undefined],
    [{}],
    [{ ...hello, token: 'b'.repeat(64) }],
    [{ ...hello, token: '' }],
    [{ ...hello, client: 'unauthenticated client' }],
    [{ ...hello, settings: { jira: { site: 7 } } }],
  ])('refuses %j', (options) => {
    expect(() => readHello(options, token, () => {})).toThrow(
      expect.objectContaining({ code: 'handshake-refused' }),
    );
  });

  it('ends the daemon for a newer client with another protocol, even with unknown options', () => {
    const makeRoom = vi.fn();
    const newer = { protocol: protocolVersion + 1, token, version: '999.0.0', novelty: true };
    expect(() => readHello(newer, token, makeRoom)).toThrow(
      expect.objectContaining({ code: 'protocol-differs' }),
    );
    expect(makeRoom).toHaveBeenCalledOnce();
  });

  it('keeps the daemon for an older client, and for an unauthenticated client that claims to be newer', () => {
    const makeRoom = vi.fn();
    const older = { ...hello, protocol: protocolVersion - 1, version: '0.0.1' };
    expect(() => readHello(older, token, makeRoom)).toThrow(/protocol-differs/);
    expect(() => readHello({ ...older, version: '999.0.0', token: 'x' }, token, makeRoom)).toThrow();
    expect(makeRoom).not.toHaveBeenCalled();
  });
});
