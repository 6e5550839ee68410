import { describe, expect, it } from 'vitest';
import { profileNames } from '../../../extension/profile-names.ts';

describe('AWS profiles', () => {
  it('are the sections of both files, without sessions and services', () => {
    const config = `[default]
region = eu-west-1
[profile payments]
role_arn = arn:aws:iam::111122223333:role/[odd]
  [ profile "with space" ]
[sso-session main]
[services local]
# [profile commented]
`;
    expect(profileNames(config)).toEqual(['default', 'payments', 'with space']);
    expect(profileNames('[default]\r\n[audit-1]\r\n')).toEqual(['default', 'audit-1']);
  });

  it('are none in an empty file, or in one that is something else', () => {
    expect(profileNames('')).toEqual([]);
    expect(profileNames('{"profile": ["a"]}')).toEqual([]);
  });
});
