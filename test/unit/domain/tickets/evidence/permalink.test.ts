import { describe, expect, it } from 'vitest';
import { permalinkOf } from '../../../../../daemon/domain/tickets/evidence/permalink.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const line = (remote: string, file = 'infra/app.yaml') => permalinkOf({ remote, commit, file, line: 12 });

describe('the page of a committed line', () => {
  it.each([
    'https://github.com/acme/infra.git',
    'https://dev:secret@github.com/acme/infra',
    'git@github.com:acme/infra.git',
    'ssh://git@github.com/acme/infra.git/',
    'ssh://git@github.com:22/acme/infra',
  ])('is the same for %s, without a credential', (remote) => {
    expect(line(remote)).toBe(`https://github.com/acme/infra/blob/${commit}/infra/app.yaml#L12`);
  });

  it('has the form of its host', () => {
    expect(line('git@gitlab.com:acme/platform/infra.git')).toBe(
      `https://gitlab.com/acme/platform/infra/-/blob/${commit}/infra/app.yaml#L12`,
    );
    expect(line('https://gitlab.example.com/acme/infra')).toContain('/-/blob/');
    expect(line('git@bitbucket.org:acme/infra.git')).toBe(
      `https://bitbucket.org/acme/infra/src/${commit}/infra/app.yaml#lines-12`,
    );
  });

  it('encodes the path of the file', () => {
    expect(line('https://github.com/acme/infra', 'テンプレート/a b#1.yaml')).toBe(
      `https://github.com/acme/infra/blob/${commit}/%E3%83%86%E3%83%B3%E3%83%97%E3%83%AC%E3%83%BC%E3%83%88/a%20b%231.yaml#L12`,
    );
  });

  it.each([
    'https://git.example.com/acme/infra',
    '/srv/git/infra.git',
    '../infra',
    'javascript:alert(1)//github.com/acme/infra',
    'file:///home/github.com/acme/infra',
    'https://github.com/acme',
    '',
  ])('is not invented for %j', (remote) => {
    expect(line(remote)).toBeUndefined();
  });

  it('needs a full hash', () => {
    expect(
      permalinkOf({ remote: 'git@github.com:a/b.git', commit: '0123abc', file: 'a', line: 1 }),
    ).toBeUndefined();
  });
});
