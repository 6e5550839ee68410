import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { indexFolders } from '../../../daemon/workspace/index-folders.ts';
import { Library } from '../../../daemon/workspace/worker/thread/library.ts';
import { createCleanup } from '../../support/cleanup.ts';

const cleanup = createCleanup();
afterAll(() => cleanup.run());

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = cleanup.folder('deployment-files');
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const bucket = 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n';
const place = { account: '111122223333', region: 'eu-west-1' };

describe('an index of folders', () => {
  it('has the hints of the files about stacks', async () => {
    const folder = folderOf({
      'infra/data.yaml': bucket,
      Makefile:
        'deploy:\n\taws cloudformation deploy --template-file infra/data.yaml --stack-name shop-data\n',
      '.github/workflows/deploy.yml':
        'jobs: { a: { steps: [{ run: sam deploy -t infra/data.yaml --stack-name shop }] } }',
    });

    const { deployments } = await indexFolders([folder]);

    const template = path.join(folder, 'infra/data.yaml');
    expect(deployments.forStack({ name: 'shop-data', ...place })).toMatchObject([
      { kind: 'command', template },
    ]);
    expect(deployments.forStack({ name: 'shop', ...place })).toMatchObject([{ kind: 'command', template }]);
    expect(deployments.forStack({ name: 'other', ...place })).toEqual([]);
  });

  it('reads a serverless.yml as the template that it generates', async () => {
    const folder = folderOf({
      'serverless.yml':
        'service: shop\nprovider: { name: aws }\nfunctions:\n  pay:\n    handler: pay.handler\n',
    });
    const file = path.join(folder, 'serverless.yml');

    const index = await indexFolders([folder]);

    expect(index.files.get(file)?.resources).toMatchObject([{ id: 'PayLambdaFunction', line: 3 }]);
    expect(index.deployments.forStack({ name: 'shop-dev', ...place })).toMatchObject([
      { kind: 'serverless', stack: 'shop-dev' },
      { kind: 'serverless', stack: 'shop-*' },
    ]);
  });

  it('has a template from Git sync without the name of its stack', async () => {
    const folder = folderOf({
      'data.yaml': bucket,
      'deployments/prod.yaml': 'template-file-path: data.yaml\nparameters: { Stage: prod }\n',
    });

    const { deployments } = await indexFolders([folder]);

    expect(deployments.forTemplate(path.join(folder, 'data.yaml'))).toMatchObject([{ kind: 'git-sync' }]);
    expect(deployments.forStack({ name: 'anything', ...place })).toEqual([]);
  });

  it('reports the lines of a mapping that cannot be used', async () => {
    const text = 'stacks:\n  shop: missing.yaml\n  bank: { template: 7 }\n';
    const folder = folderOf({ '.guardrail.yaml': text });
    const library = new Library();
    const workspace = library.open([{ path: folder, exclude: [] }]);
    await library.idle();

    const file = path.join(folder, '.guardrail.yaml');
    expect([...workspace.failed()]).toMatchObject([
      {
        path: file,
        line: 1,
        error: { code: 'mapping-template-not-found', facts: { template: 'missing.yaml' } },
      },
      { path: file, line: 2 },
    ]);
  });
});
