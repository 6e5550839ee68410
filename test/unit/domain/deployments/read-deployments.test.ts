import { describe, expect, it } from 'vitest';
import { isDeploymentFile, readDeployments } from '../../../../daemon/domain/deployments/read-deployments.ts';
import { rankOf } from '../../../../daemon/domain/templates/template-rank.ts';
import { at, root, saysIn, summaryOf } from '../../../support/deployment-files.ts';

const named = [
  '.guardrail.yaml',
  'infra/.guardrail.yml',
  'cdk.out/manifest.json',
  'cdk.out/assembly-Prod/manifest.json',
  'samconfig.toml',
  'samconfig.yaml',
  'serverless.yml',
  'serverless.prod.yaml',
  'deployments/prod.yaml',
  'Makefile',
  'build/deploy.mk',
  'scripts/deploy.sh',
  'package.json',
  'ci/buildspec-prod.yml',
  '.github/workflows/deploy.yaml',
  '.github/actions/deploy/action.yml',
  '.gitlab-ci.yml',
  'bitbucket-pipelines.yml',
  'Jenkinsfile',
  'Taskfile.yml',
  'justfile',
];

describe('a file that may name the stack of a template', () => {
  it.each(named)('is recognized by its name: %s', (file) => {
    expect(isDeploymentFile(at(file))).toBe(true);
  });

  it.each(['template.yaml', 'src/index.ts', 'infra/data.json', 'README.md', 'package-lock.json'])(
    'is not every file: %s',
    (file) => {
      expect(isDeploymentFile(at(file))).toBe(false);
    },
  );

  it('may be of two kinds', async () => {
    const text =
      'template-file-path: template.yaml\njobs: { a: { steps: [{ run: "sam deploy --stack-name shop" }] } }';
    const file = '.github/workflows/deploy.yml';

    expect(summaryOf(await saysIn({ [file]: text, 'template.yaml': '' }, file))).toEqual([
      '(in AWS) ← template.yaml',
      'shop ← template.yaml',
    ]);
  });

  it.each(named)('never throws or hangs, with any content: %s', async (file) => {
    const otherFiles = { read: async () => '{"Resources": [', exists: async () => false };
    const command = 'aws cloudformation deploy --stack-name a --template-file b\n';
    const hostile = [
      '',
      '\uFEFF',
      '\0\n\r\u2028',
      '{"artifacts":'.repeat(20_000),
      '[default.deploy.parameters]\n'.repeat(5000),
      `${command}${'$('.repeat(100_000)}`,
      `${command}${"'".repeat(100_001)}`,
      `${command}${'{{'.repeat(100_000)}`,
      `${command}${' '.repeat(200_000)}x`,
      `${command}cat <<EOF\n${command.repeat(3000)}`,
      `\tsam deploy ${'\\\n'.repeat(50_000)}`,
      `service: \${self:service}\nprovider: { stage: "${'${'.repeat(10_000)}" }`,
      `stacks: &a [*a, *a]\nservice: &b { c: *b }\n${command}`,
      `template-file-path: ${'../'.repeat(50_000)}x`,
      `stacks: { ${'a: b, '.repeat(5000)} }`,
      'stacks: {a: b}\n__proto__: {c: d}\nconstructor: 1\naws cloudformation: sam deploy',
    ];

    for (const text of hostile) {
      const said = await readDeployments(at(file), text, otherFiles, root);
      expect(said.deployments).toEqual([]);
    }
  });
});

describe('a workspace that cannot be read', () => {
  it('returns no hints and no problems', async () => {
    const gone = () => Promise.reject(new Error('the disk is gone'));
    const text = 'sam deploy --stack-name shop';

    const said = await readDeployments(at('deploy.sh'), text, { read: gone, exists: gone }, root);

    expect(said).toEqual({ deployments: [], constructs: [], problems: [] });
  });
});

describe("a template's rank", () => {
  it.each([
    ['template.yaml', 0],
    ['infra/build-pipeline.yaml', 0],
    ['infra/golden/data.yaml', 0],
    ['.aws-sam/build/template.yaml', 1],
    ['cdk.out/Data.template.json', 1],
    ['dist/template.yaml', 1],
    ['build/infra/data.yaml', 1],
    ['packaged.yaml', 1],
    ['infra/data-packaged.yml', 1],
    ['.serverless/cloudformation-template-update-stack.json', 1],
    ['archive/data.yaml', 2],
    ['infra/old/data.yaml', 2],
    ['Backup/2020/data.yaml', 2],
    ['infra/data.bak.yaml', 2],
    ['infra/data-old.yaml', 2],
    ['infra/data copy.yaml', 2],
  ])('of %s is %i', (file, rank) => {
    expect(rankOf(at(file), root)).toBe(rank);
  });

  it('does not depend on the parents of the workspace folder', () => {
    expect(rankOf(at('build/old/infra/data.yaml'), at('build/old'))).toBe(0);
  });
});
