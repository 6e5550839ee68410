import { describe, expect, it } from 'vitest';
import { at, saysIn, summaryOf } from '../../../support/deployment-files.ts';

const text = `template-file-path: ./cloudformation/policy.yaml
parameters:
  Environment: production
tags: {}
`;

describe("Git sync's deployment file", () => {
  it('names a template of the repository; the stack is known only to AWS', async () => {
    const files = { 'deployments/prod.yaml': text, 'cloudformation/policy.yaml': '' };

    const said = await saysIn(files, 'deployments/prod.yaml');

    expect(said.deployments).toEqual([
      {
        kind: 'git-sync',
        template: at('cloudformation/policy.yaml'),
        file: at('deployments/prod.yaml'),
        line: 0,
      },
    ]);
  });

  it('has paths relative to the repository, which may be below the workspace folder', async () => {
    const files = { 'repo/sync-deployment.yaml': text, 'repo/cloudformation/policy.yaml': '' };

    expect(summaryOf(await saysIn(files, 'repo/sync-deployment.yaml'))).toEqual([
      '(in AWS) ← repo/cloudformation/policy.yaml',
    ]);
  });

  it('has no hints if the template is missing or the file is a manifest of another kind', async () => {
    expect(summaryOf(await saysIn({ 'deployment.yaml': text }, 'deployment.yaml'))).toEqual([]);
    const kubernetes = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n';
    expect(summaryOf(await saysIn({ 'deployment.yaml': kubernetes }, 'deployment.yaml'))).toEqual([]);
  });
});
