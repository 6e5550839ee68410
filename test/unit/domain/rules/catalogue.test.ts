import { describe, expect, it } from 'vitest';
import { managedRules } from '../../../../daemon/domain/rules/catalogue/index.ts';
import {
  identifierOf,
  kebab,
  plainName,
  proposedName,
} from '../../../../daemon/domain/rules/deployed-name.ts';
import { managedRule, severityOf } from '../../../../daemon/domain/rules/find-rule.ts';
import { remedyOf, shortTitleOf, titleOf } from '../../../../daemon/domain/rules/title.ts';

describe('the name of a deployed rule', () => {
  it.each([
    ['s3-bucket-public-read-prohibited', 'S3_BUCKET_PUBLIC_READ_PROHIBITED'],
    ['S3_BUCKET_PUBLIC_READ_PROHIBITED', 'S3_BUCKET_PUBLIC_READ_PROHIBITED'],
    ['restricted-ssh', 'INCOMING_SSH_DISABLED'],
    ['OrgConfigRule-restricted-common-ports-1a2b3c4d', 'RESTRICTED_INCOMING_TRAFFIC'],
    ['rds-storage-encrypted-conformance-pack-abc123xyz', 'RDS_STORAGE_ENCRYPTED'],
    ['securityhub-encrypted-volumes-9f8e7d', 'ENCRYPTED_VOLUMES'],
    ['acme-sec-iam-user-mfa-enabled-prod', 'IAM_USER_MFA_ENABLED'],
  ])('%s means %s', (name, identifier) => {
    expect(identifierOf(name)).toBe(identifier);
  });

  it('means the longest rule name that it contains', () => {
    expect(identifierOf('multi-region-cloud-trail-enabled')).toBe('MULTI_REGION_CLOUD_TRAIL_ENABLED');
    expect(identifierOf('x-s3-account-level-public-access-blocks-periodic')).toBe(
      'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC',
    );
  });

  it.each(['corp-data-store-check', 'unencrypted-volumesx', 'encrypted-volumes-and-restricted-ssh', ''])(
    'means no rule if it is ambiguous or unknown: %j',
    (name) => {
      // Two rules of two words each in one name: either could be meant.
      expect(identifierOf(name)).toBeUndefined();
    },
  );

  it('loses only the parts that AWS itself added', () => {
    expect(plainName('OrgConfigRule-corp-check-1a2b3c4d')).toBe('corp-check');
    expect(plainName('corp-check-conformance-pack-1a2b3c4d5')).toBe('corp-check');
    expect(plainName('corp-check-v2')).toBe('corp-check-v2');
  });
});

describe('the catalogue', () => {
  it('has one record for each rule, with texts in English and Japanese', () => {
    expect(new Set(managedRules.map(({ identifier }) => identifier)).size).toBe(40);
    for (const { title, remedy } of managedRules) {
      expect(title.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      expect(remedy.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      expect(title.en).not.toBe('');
      expect(remedy.en.endsWith('.')).toBe(true);
    }
  });

  it('separates the rules of one resource in a few words', () => {
    const ofType = managedRules.flatMap(({ types, short }) => types.map((type) => ({ type, short })));
    for (const [type, rules] of Map.groupBy(ofType, (rule) => rule.type)) {
      for (const locale of ['en', 'ja'] as const) {
        const words = rules.map(({ short }) => short[locale]);
        if (type !== 'AWS::S3::AccountPublicAccessBlock')
          expect(new Set(words).size, `${type}: ${words}`).toBe(words.length);
        for (const each of words) expect(each.length, each).toBeLessThanOrEqual(26);
      }
    }
  });

  it('says of each rule which resources it evaluates, by Config type', () => {
    for (const { identifier, types } of managedRules) {
      expect(types, identifier).not.toEqual([]);
      for (const type of types) expect(type).toMatch(/^AWS::\w*::\w+$/);
    }
  });

  it('has no name twice: a deployed name must mean one rule', () => {
    const names = managedRules.flatMap((rule) => [
      kebab(rule.identifier),
      ...(rule.names ?? []).filter((name) => name !== kebab(rule.identifier)),
    ]);

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(managedRules.map(proposedName)).toContain('restricted-ssh');
  });

  it('rates public databases and publicly writable buckets critical, and unknown rules medium', () => {
    expect(severityOf('RDS_INSTANCE_PUBLIC_ACCESS_CHECK')).toBe('critical');
    expect(severityOf('S3_BUCKET_PUBLIC_WRITE_PROHIBITED')).toBe('critical');
    expect(severityOf('SOMETHING_ELSE')).toBe('medium');
    expect(managedRule(undefined)).toBeUndefined();
  });

  it('has a short form, which a rule outside the catalogue lacks', () => {
    const short = (rule: string, title = '') => shortTitleOf({ source: 'guardduty', rule, title })?.en;
    expect(short('Recon:EC2/PortProbeUnprotectedPort')).toBe('Recon: PortProbeUnprotectedPort');
    expect(short('Policy:IAMUser/RootCredentialUsage', '[SAMPLE] Root')).toBe(
      '[SAMPLE] Policy: RootCredentialUsage',
    );
    expect(short('something else')).toBeUndefined();
    expect(short('Backdoor:EC2/C&CActivity.B!DNS')).toBe('Backdoor: C&CActivity');
    expect(shortTitleOf({ source: 'config', rule: 'corp-check' })).toBeUndefined();
    expect(
      shortTitleOf({
        source: 'config',
        rule: 'x',
        ruleIdentifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED',
      })?.ja,
    ).toBe('公開読み取り');
  });

  it('uses the source’s own title for rules that it does not know', () => {
    expect(titleOf({ source: 'config', rule: 'corp-check' })).toEqual({ en: 'corp-check', ja: 'corp-check' });
    const probe = titleOf({
      source: 'guardduty',
      rule: 'Recon:EC2/PortProbeUnprotectedPort',
      title: 'Port 22 is probed.',
    });
    expect(probe.en).toBe('Port 22 is probed.');
    expect(probe.ja).toContain('Recon:EC2/PortProbeUnprotectedPort');
    expect(remedyOf('NOT_A_RULE')).toBeUndefined();
  });
});
