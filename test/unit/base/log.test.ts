import { describe, expect, it, vi } from 'vitest';
import { createLog, logOfArea } from '../../../daemon/base/log.ts';

describe('the log', () => {
  it('writes one JSON object per line', () => {
    const lines: string[] = [];
    createLog((line) => lines.push(line))('info', 'pass ended', { added: 2 });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.endsWith('\n')).toBe(true);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', event: 'pass ended', added: 2 });
  });

  it('passes its last lines and each line to those who follow it, with the area, and details to them alone', () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line));
    const followed: string[] = [];
    logOfArea(log, 'sync')('info', 'first');
    log('debug', 'before');
    const unfollow = log.follow(({ area, level, event }) => followed.push(`${area} ${level} ${event}`));
    log('debug', 'detail', { method: 'a' });
    log('warn', 'second');
    unfollow();
    log('info', 'third');
    expect(followed).toEqual(['sync info first', 'daemon debug detail', 'daemon warn second']);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['first', 'second', 'third']);
  });

  it('passes no hidden secret on, and no line without an end', () => {
    const log = createLog(() => {});
    const followed: unknown[] = [];
    log.follow((line) => followed.push(line));
    log.hide('ATATT-"quoted"-secret');
    log('error', 'refused', { header: 'Basic ATATT-"quoted"-secret' });
    log('error', 'long', { text: 'x'.repeat(100_000) });
    expect(followed).toMatchObject([{ fields: { header: 'Basic •••' } }, { event: 'long', fields: {} }]);
    expect(JSON.stringify(followed)).not.toContain('quoted');
  });

  it('passes a line on without its fields if one of its numbers looks like a secret', () => {
    const log = createLog(() => {});
    const followed: unknown[] = [];
    log.follow((line) => followed.push(line));
    log.hide('123456');
    log('info', 'ended', { durationMs: 1_234_567 });
    expect(followed).toEqual([
      { at: expect.any(String), level: 'info', area: 'daemon', event: 'ended', fields: {} },
    ]);
  });

  it('never writes a hidden secret, in any form', () => {
    let written = '';
    const log = createLog((line) => {
      written += line;
    });
    log.hide('ATATT-"quoted"-secret');
    log('error', 'failed', {
      error: new Error('401 for ATATT-"quoted"-secret'),
      header: 'Basic ATATT-"quoted"-secret',
    });
    expect(written).not.toContain('quoted');
    expect(written).toContain('•••');
  });

  it('writes an error without the objects that an SDK attaches to it', () => {
    let written = '';
    const error = Object.assign(new Error('boom'), { $request: { headers: { authorization: 'AWS4-HMAC' } } });
    createLog((line) => {
      written += line;
    })('error', 'failed', { error });
    expect(JSON.parse(written).error).toMatchObject({ name: 'Error', message: 'boom' });
    expect(written).not.toContain('AWS4-HMAC');
  });

  it('writes no secret that was removed from the message of an error later', () => {
    let written = '';
    const log = createLog((line) => {
      written += line;
    });
    const error = new Error('refused:\nx-amz-security-token:token-of-a-session\nhost:sts');
    error.message = 'refused';
    log('error', 'failed', { error });
    expect(written).toContain('log.test.ts');
    expect(written).not.toContain('token-of-a-session');
  });

  it('hides the form of a secret in an address, and an expiring secret until it expires', () => {
    let written = '';
    const log = createLog((line) => {
      written = line;
    });
    vi.useFakeTimers({ now: 0 });
    log.hide('token/of+a=session', 60_000);
    log('info', 'x', { url: 'https://aws/?token=token%2Fof%2Ba%3Dsession', plain: 'token/of+a=session' });
    expect(written).not.toMatch(/session/);
    vi.setSystemTime(24 * 3600_000);
    log.hide('another-token');
    log('info', 'x', { plain: 'token/of+a=session' });
    vi.useRealTimers();
    expect(written).toMatch(/session/);
  });

  it('hides a secret that contains another one', () => {
    let written = '';
    const log = createLog((line) => {
      written += line;
    });
    log.hide('secret-1');
    log.hide('secret-1-and-more');
    log('info', 'x', { value: 'secret-1-and-more' });
    expect(written).toContain('"value":"•••"');
  });
});
