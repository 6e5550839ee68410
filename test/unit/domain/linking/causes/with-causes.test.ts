import { describe, expect, it } from 'vitest';
import type { TemplatePlace } from '#protocol/links.ts';
import { withCauses } from '../../../../../daemon/domain/linking/causes/place-cause.ts';
import type { Evidence } from '../../../../../daemon/domain/linking/evidence.ts';
import { finding } from '../builders.ts';
import { read, recordOf } from './cause-in-template.ts';

describe('links with their causes', () => {
  const template = read('  Data:\n    Type: AWS::S3::Bucket\n');
  const files = new Map([[template.path, template]]);
  const evidence: Evidence = { by: 'name', name: 'data', reason: { kind: 'literal' } };
  const place = { file: template.path, line: 1, column: 2, endColumn: 6, logicalId: 'Data' };
  const causes = (ruleIdentifier: string, link: { place?: TemplatePlace }) => {
    const about = finding({}, { ruleIdentifier });
    return withCauses(new Map([[about.key, { evidence, ...link }]]), [about], files).get(about.key)?.cause;
  };

  it('have the cause at their declaration', () => {
    expect(causes('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', { place })?.property).toBe('BucketEncryption');
  });

  it('have the cause of the declaration that they lead to, if a logical id is declared twice', () => {
    const twice = read(
      '  Data:\n    Type: AWS::S3::Bucket\n    Properties: {BucketEncryption: {}}\n  Data:\n    Type: AWS::S3::Bucket\n',
    );
    const about = finding({}, { ruleIdentifier: 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED' });
    const reasonsAt = (line: number) =>
      withCauses(
        new Map([[about.key, { evidence, place: { ...place, line } }]]),
        [about],
        new Map([[twice.path, twice]]),
      ).get(about.key)?.cause?.reasons;

    expect(reasonsAt(1)).toMatchObject([{ kind: 'right-already', property: 'BucketEncryption' }]);
    expect(reasonsAt(4)).toMatchObject([{ kind: 'not-set', property: 'BucketEncryption' }]);
  });

  it('have no cause if the declaration or the rule is unknown', () => {
    expect(causes('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', {})).toBeUndefined();
    expect(
      causes('S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED', { place: { ...place, logicalId: 'Gone' } }),
    ).toBe(undefined);
    expect(causes('CORP_CHECK', { place })).toBeUndefined();
  });

  it('say that no template can fix it, with and without a declaration', () => {
    for (const link of [{}, { place }]) {
      expect(causes('ROOT_ACCOUNT_MFA_ENABLED', link)).toEqual({
        reasons: [{ kind: 'rule', text: recordOf('ROOT_ACCOUNT_MFA_ENABLED').nothing }],
      });
    }
  });
});
