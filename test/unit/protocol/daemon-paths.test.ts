import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { daemonPathsOf, type Machine } from '#protocol/daemon-paths.ts';

const host = (changes: Partial<Machine>): Machine => ({
  platform: 'linux',
  env: {},
  home: '/home/mika',
  tmp: '/tmp',
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  byteLength: (text) => Buffer.byteLength(text),
  ...changes,
});

describe('the paths of the daemon', () => {
  it('follows each system’s custom', () => {
    expect(daemonPathsOf(host({})).stateDir).toBe('/home/mika/.local/state/guardrail');
    expect(daemonPathsOf(host({ env: { XDG_STATE_HOME: '/state' } })).stateDir).toBe('/state/guardrail');
    expect(daemonPathsOf(host({ platform: 'darwin', home: '/Users/mika' })).stateDir).toBe(
      '/Users/mika/Library/Application Support/guardrail',
    );
    const windows = daemonPathsOf(
      host({ platform: 'win32', env: { LOCALAPPDATA: 'C:\\Users\\mika\\AppData\\Local' } }),
    );
    expect(windows.stateDir).toBe('C:\\Users\\mika\\AppData\\Local\\guardrail');
    expect(windows.socket).toMatch(/^\\\\\.\\pipe\\guardrail-[0-9a-f]{16}$/);
  });

  it('keeps the socket in the state folder while its path fits', () => {
    const place = daemonPathsOf(host({ env: { GUARDRAIL_STATE_DIR: '/tmp/state' } }));
    expect(place).toMatchObject({ socket: '/tmp/state/daemon.sock', socketDir: '/tmp/state' });
  });

  it('moves a socket whose path is too long into its own short folder', () => {
    const place = daemonPathsOf(host({ env: { GUARDRAIL_STATE_DIR: `/tmp/${'長い'.repeat(20)}` } }));
    expect(Buffer.byteLength(place.socket)).toBeLessThanOrEqual(100);
    expect(place.socketDir).not.toBe(place.stateDir);
    expect(place.tokenFile.startsWith(place.stateDir)).toBe(true);
  });
});
