import { describe, expect, it } from 'vitest';
import type { ConstructSource } from '../../../../daemon/domain/deployments/deployment.ts';
import { withConstructs } from '../../../../daemon/domain/linking/constructs.ts';
import type { Evidence } from '../../../../daemon/domain/linking/evidence.ts';
import type { FindingLink } from '../../../../daemon/domain/linking/finding-link.ts';
import { workspace } from './builders.ts';

const template = '/w/cdk.out/Data.template.json';
const made: ConstructSource = { template, logicalId: 'Bucket83908E77', path: 'Data/Backups/Bucket/Resource' };
const source = { file: '/w/lib/data.ts', line: 22, column: 17 };
const evidence: Evidence = { by: 'name', name: 'backups', reason: { kind: 'literal' } };
const place = { file: template, line: 3, column: 4, endColumn: 20, logicalId: 'Bucket83908E77' };

/** Returns the evidence of a link to the bucket, if CDK's output has these constructs. */
function evidenceFor(link: Partial<FindingLink>, ...constructs: ConstructSource[]): Evidence | undefined {
  const index = workspace({ [template]: { Bucket83908E77: 'AWS::S3::Bucket' } });
  index.deployments.update('/w/cdk.out/manifest.json', { deployments: [], constructs });
  const links = new Map([['k', { confidence: 'certain', evidence, ...link } satisfies FindingLink]]);
  return withConstructs(links, index).get('k')?.evidence;
}

describe('a link to a synthesized template', () => {
  it('names the construct if no line of source code is known', () => {
    expect(evidenceFor({ place }, made)).toEqual({
      ...evidence,
      qualifiers: [{ kind: 'construct', path: 'Data/Backups/Bucket' }],
    });
  });

  it('keeps the whole path of a construct that is not a default child', () => {
    expect(evidenceFor({ place }, { ...made, path: 'Data/Backups/Policy' })).toMatchObject({
      qualifiers: [{ kind: 'construct', path: 'Data/Backups/Policy' }],
    });
  });

  it('adds nothing if it leads to source code, to a handwritten template or nowhere', () => {
    expect(evidenceFor({ place, source }, { ...made, source })).toEqual(evidence);
    expect(evidenceFor({ place: { ...place, file: '/w/plain.yaml' } }, made)).toEqual(evidence);
    expect(evidenceFor({ confidence: 'none' }, made)).toEqual(evidence);
  });
});
