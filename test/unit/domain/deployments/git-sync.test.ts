import { describe, expect, it } from 'vitest';
import { at, saysIn, told } from '../../../support/deployment-files.ts';

const text = `template-file-path: ./cloudformation/policy.yaml
parameters:
  Environment: production
tags: {}
`;

describe("Git sync's deployment file", () => {
  it('names a template of the repository, and leaves the stack to AWS', async () => {
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

  it('counts from the repository, which may be deeper than the workspace', async () => {
    const files = { 'repo/sync-deployment.yaml': text, 'repo/cloudformation/policy.yaml': '' };

    expect(told(await saysIn(files, 'repo/sync-deployment.yaml'))).toEqual([
      '(in AWS) ← repo/cloudformation/policy.yaml',
    ]);
  });

  it('says nothing where the template is not there, or where it is a manifest of something else', async () => {
    expect(told(await saysIn({ 'deployment.yaml': text }, 'deployment.yaml'))).toEqual([]);
    const kubernetes = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n';
    expect(told(await saysIn({ 'deployment.yaml': kubernetes }, 'deployment.yaml'))).toEqual([]);
  });
});
