import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { deployedHash } from '../../../../daemon/domain/templates/content-hash.ts';
import { deploymentOf } from '../../../../daemon/server/views/template-deployment.ts';
import { createCleanup } from '../../../support/cleanup.ts';

const cleanup = createCleanup();
afterAll(() => cleanup.run());
const file = path.join(cleanup.folder('deployment'), 'web.yaml');
const deployed = 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n';
const accountRegion = { account: '111111111111', region: 'eu-west-1' };
const finding = {
  ...accountRegion,
  resource: { type: 'AWS::S3::Bucket', id: 'web-bucket-1' },
  link: {
    ...({ confidence: 'certain', evidence: '' } as const),
    place: { file, line: 1, column: 2, endLine: 1, endColumn: 8, logicalId: 'Bucket', template: file },
  },
} as unknown as Parameters<typeof deploymentOf>[0];
const stack = {
  ...{ ...accountRegion, stackId: 'arn:stack/web', stackName: 'web', type: 'AWS::S3::Bucket' },
  ...{ logicalId: 'Bucket', physicalId: 'web-bucket-1' },
};
const hashes = new Map([[stack.stackId, deployedHash(deployed)]]);
const of = (stacks = [stack], templateHashes = hashes) => deploymentOf(finding, { stacks, templateHashes });

it('says whether the stack of the resource has the template as it is in the file', () => {
  writeFileSync(file, deployed.replaceAll('\n', '\r\n'));
  expect(of()).toEqual({ stack: 'web', isSame: true });
  writeFileSync(file, `${deployed}    Properties: {}\n`);
  expect(of()).toEqual({ stack: 'web', isSame: false });
});

it('says nothing if the stack, its template or the file is not known', () => {
  expect(of([])).toBeUndefined();
  expect(of([{ ...stack, physicalId: 'another' }])).toBeUndefined();
  expect(of([stack], new Map())).toBeUndefined();
});
