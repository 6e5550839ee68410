import { describe, expect, it } from 'vitest';
import type { ConstructSource } from '../../../../daemon/domain/deployments/deployment.ts';
import { withConstructs } from '../../../../daemon/domain/linking/constructs.ts';
import type { FindingLink } from '../../../../daemon/domain/linking/link.ts';
import { workspace } from './builders.ts';

const template = '/w/cdk.out/Data.template.json';
const made: ConstructSource = { template, logicalId: 'Bucket83908E77', path: 'Data/Backups/Bucket/Resource' };
const source = { file: '/w/lib/data.ts', line: 22, column: 17 };
const place = { file: template, line: 3, column: 4, endColumn: 20, logicalId: 'Bucket83908E77' };

/** What is said of a link to the bucket, where CDK's output has these constructs. */
function said(link: Partial<FindingLink>, ...constructs: ConstructSource[]): { en: string; ja: string } {
  const index = workspace({ [template]: { Bucket83908E77: 'AWS::S3::Bucket' } });
  index.deployments.update('/w/cdk.out/manifest.json', { deployments: [], constructs });
  const evidence = { en: 'A tag says so.', ja: 'タグによります。' };
  const links = new Map([['k', { confidence: 'certain', evidence, ...link } satisfies FindingLink]]);
  return withConstructs(links, index).get('k')?.evidence ?? { en: '', ja: '' };
}

describe('a link to a synthesized template', () => {
  it('names the construct where no line of source code is known', () => {
    expect(said({ place }, made)).toEqual({
      en: 'A tag says so. CDK makes it by the construct Data/Backups/Bucket.',
      ja: 'タグによります。CDK のコンストラクト Data/Backups/Bucket が生成します。',
    });
  });

  it('keeps the whole path of what is no default child', () => {
    expect(said({ place }, { ...made, path: 'Data/Backups/Policy' }).en).toContain('Data/Backups/Policy.');
  });

  it('says no more where it leads to source code, to a template of hand or nowhere', () => {
    const plain = said({});

    expect(said({ place, source }, { ...made, source })).toEqual(plain);
    expect(said({ place: { ...place, file: '/w/plain.yaml' } }, made)).toEqual(plain);
    expect(said({ confidence: 'none' }, made)).toEqual(plain);
  });
});
