import { describe, expect, it } from 'vitest';
import { saysIn, summaryOf } from '../../../../support/deployment-files.ts';

/** Written by `sam deploy --guided`. */
const guided = `version = 0.1

[default.deploy.parameters]
stack_name = "shop-dev"
resolve_s3 = true
region = "eu-west-1"
confirm_changeset = true
capabilities = "CAPABILITY_IAM"
parameter_overrides = "Stage=\\"dev\\""
image_repositories = []

[prod.deploy.parameters]
stack_name = "shop-prod"
region = "eu-central-1"
`;

describe('samconfig.toml', () => {
  it('names a stack for each environment, with the template in the same folder', async () => {
    const said = await saysIn({ 'api/samconfig.toml': guided, 'api/template.yml': '' }, 'api/samconfig.toml');

    expect(summaryOf(said)).toEqual([
      'shop-dev ← api/template.yml eu-west-1',
      'shop-prod ← api/template.yml eu-central-1',
    ]);
    expect(said.deployments.map(({ kind, line }) => [kind, line])).toEqual([
      ['sam', 3],
      ['sam', 12],
    ]);
  });

  it('uses the settings of all commands; those of the deploy command take priority', async () => {
    const text = `version = 0.1
[default]
[default.global]
[default.global.parameters]
stack_name = "shop"
region = "eu-west-1"
[default.deploy.parameters]
region = "us-east-1"
[default.sync.parameters]
stack_name = "unused"
`;

    const said = await saysIn({ 'samconfig.toml': text, 'template.yaml': '' }, 'samconfig.toml');

    expect(summaryOf(said)).toEqual(['shop ← template.yaml us-east-1']);
    expect(said.deployments[0]?.line).toBe(4);
  });

  it('names another template, or the one that was built', async () => {
    const text = `[a.deploy.parameters]
stack_name = "a"
template_file = "infra/a.yaml"
[b.deploy.parameters]
stack_name = "b"
template_file = ".aws-sam/build/template.yaml"
[b.build.parameters]
template = "infra/b.yaml"
[c.deploy.parameters]
stack-name = "c"
template_file = "packaged.yaml"
`;
    const files = { 'samconfig.toml': text, 'infra/a.yaml': '', 'infra/b.yaml': '', 'template.yaml': '' };

    expect(summaryOf(await saysIn(files, 'samconfig.toml'))).toEqual([
      'a ← infra/a.yaml',
      'b ← infra/b.yaml',
      'c ← template.yaml',
    ]);
  });

  it('names the one that was built from the template of all commands', async () => {
    const text = `[default.global.parameters]
template_file = "infra.yaml"
stack_name = "shop"
[default.deploy.parameters]
template_file = ".aws-sam/build/template.yaml"
`;
    const files = { 'samconfig.toml': text, 'infra.yaml': '', 'template.yaml': '' };

    expect(summaryOf(await saysIn(files, 'samconfig.toml'))).toEqual(['shop ← infra.yaml']);
  });

  it('may also be YAML or JSON', async () => {
    const yaml = 'version: 0.1\ndefault:\n  deploy:\n    parameters:\n      stack_name: shop\n';
    const json = '{"prod": {"global": {"parameters": {"stack_name": "shop", "region": "eu-west-1"}}}}';
    const files = { 'samconfig.yaml': yaml, 'samconfig.json': json, 'template.json': '' };

    const [fromYaml, fromJson] = [
      await saysIn(files, 'samconfig.yaml'),
      await saysIn(files, 'samconfig.json'),
    ];

    expect(summaryOf(fromYaml)).toEqual(['shop ← template.json']);
    expect(fromYaml.deployments[0]?.line).toBe(4);
    expect(summaryOf(fromJson)).toEqual(['shop ← template.json eu-west-1']);
  });

  it('has no hints if the template is missing, the name is invalid or the file is broken', async () => {
    const none = async (text: string, template = 'template.yaml') =>
      summaryOf(await saysIn({ 'samconfig.toml': text, [template]: '' }, 'samconfig.toml'));

    expect(await none(guided, 'other.yaml')).toEqual([]);
    expect(await none('[default.deploy.parameters]\nstack_name = "$STACK"')).toEqual([]);
    expect(await none('[default.deploy.parameters\nstack_name = "shop"')).toEqual([]);
    expect(await none('default = 1\nprod = { deploy = 2 }')).toEqual([]);
  });
});
