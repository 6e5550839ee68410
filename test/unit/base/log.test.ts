import { describe, expect, it, vi } from 'vitest';
import { createLog } from '../../../daemon/base/log.ts';

describe('the log', () => {
  it('writes one JSON object per line', () => {
    const lines: string[] = [];
    createLog((line) => lines.push(line))('info', 'pass ended', { added: 2 });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.endsWith('\n')).toBe(true);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', event: 'pass ended', added: 2 });
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
