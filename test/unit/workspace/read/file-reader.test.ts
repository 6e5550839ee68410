import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { deploymentReader } from '../../../../daemon/workspace/read/deployment-reader.ts';
import { readFileAt } from '../../../../daemon/workspace/read/file-reader.ts';
import { createCleanup } from '../../../support/cleanup.ts';
import { usedHeapBytes } from '../../../support/used-heap.ts';

it('keeps no text of a template that it has read', async () => {
  const cleanup = createCleanup();
  onTestFinished(() => cleanup.run());
  const folder = cleanup.folder('templates');
  const file = path.join(folder, 'template.yaml');
  const comment = `# ${'x'.repeat(1_000_000)}`;
  writeFileSync(
    file,
    `${comment}\nResources:\n  CustomerAddressesBucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: customer-addresses\n`,
  );
  const options = {
    folder: { path: folder, exclude: [] },
    memory: undefined,
    deployments: deploymentReader,
    settleMs: 0,
  };
  const before = usedHeapBytes();
  const readings = [];
  for (let count = 0; count < 20; count++) readings.push(await readFileAt(file, statSync(file), options));
  expect(usedHeapBytes() - before).toBeLessThan(5_000_000);
  expect(readings[19]?.template?.resources[0]).toMatchObject({
    id: 'CustomerAddressesBucket',
    type: 'AWS::S3::Bucket',
    literals: { BucketName: 'customer-addresses' },
  });
});
