// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shells and pipelines use this syntax for variables.

import { describe, expect, it } from 'vitest';
import { at, saysIn, summaryOf } from '../../../../support/deployment-files.ts';

const templates = { 'infra/data.yaml': '', 'template.yaml': '' };

async function summaryIn(file: string, text: string, others: Readonly<Record<string, string>> = templates) {
  return summaryOf(await saysIn({ ...others, [file]: text }, file));
}

describe('a deploy command', () => {
  it.each([
    [
      'deploy',
      'aws cloudformation deploy --template-file infra/data.yaml --stack-name shop --region eu-west-1',
    ],
    [
      'create',
      'aws cloudformation create-stack --region=eu-west-1 --template-body file://infra/data.yaml --stack-name shop',
    ],
    [
      'update',
      'aws --region eu-west-1 cloudformation update-stack --stack-name=shop --template-body=file://./infra/data.yaml',
    ],
    [
      'quotes',
      `aws cloudformation deploy --template-file "infra/data.yaml" --stack-name 'shop' --region eu-west-1`,
    ],
    ['SAM', 'sam deploy -t infra/data.yaml --stack-name shop --region eu-west-1 --resolve-s3'],
    ['Rain', 'rain deploy --yes infra/data.yaml shop --region eu-west-1 --params Stage=dev'],
    [
      'a wrapper',
      'aws-vault exec prod -- aws cloudformation deploy --template-file infra/data.yaml --stack-name shop --region eu-west-1',
    ],
    [
      'continued lines',
      'aws cloudformation deploy \\\n  --template-file infra/data.yaml \\\n  --stack-name shop \\\n  --region eu-west-1',
    ],
  ])('is read: %s', async (_form, command) => {
    expect(await summaryIn('deploy.sh', `#!/bin/sh\nset -eu\n${command}\n`)).toEqual([
      'shop ← infra/data.yaml eu-west-1',
    ]);
  });

  it('of a stack set applies to the stacks that it creates', async () => {
    const text =
      'aws cloudformation create-stack-set --stack-set-name base --template-body file://template.yaml';

    expect(await summaryIn('deploy.sh', text)).toEqual(['StackSet-base-* ← template.yaml']);
  });

  it('is returned with its line', async () => {
    const text =
      '#!/bin/bash\n\n# Deploys.\naws cloudformation deploy \\\n  --stack-name shop --template-file template.yaml\n';

    const said = await saysIn({ ...templates, 'deploy.sh': text }, 'deploy.sh');

    expect(said.deployments).toEqual([
      { kind: 'command', stack: 'shop', template: at('template.yaml'), file: at('deploy.sh'), line: 3 },
    ]);
  });

  it.each([
    ['comment', '# aws cloudformation deploy --template-file template.yaml --stack-name shop'],
    ['message', 'echo aws cloudformation deploy --template-file template.yaml --stack-name shop'],
    ['text in quotes', 'echo "aws cloudformation deploy --template-file template.yaml --stack-name shop"'],
    [
      'here-document',
      'cat <<EOF > README\naws cloudformation deploy --template-file template.yaml --stack-name shop\nEOF',
    ],
    ['deletion', 'aws cloudformation delete-stack --stack-name shop --template-file template.yaml'],
    [
      'template in S3',
      'aws cloudformation create-stack --stack-name shop --template-url https://s3/template.yaml',
    ],
    ['template that is not there', 'aws cloudformation deploy --template-file gone.yaml --stack-name shop'],
    ['template outside', 'aws cloudformation deploy --template-file ../../template.yaml --stack-name shop'],
    ['placeholder', 'aws cloudformation deploy --template-file template.yaml --stack-name "<your stack>"'],
    ['argument', 'aws cloudformation deploy --template-file template.yaml --stack-name "$1"'],
    ['part of a name', 'aws cloudformation deploy --template-file template.yaml --stack-name shop-$STAGE'],
    ['substitution', 'aws cloudformation deploy --template-file template.yaml --stack-name $(cat name)'],
  ])('is not read from a %s', async (_what, command) => {
    expect(await summaryIn('deploy.sh', `${command}\n`)).toEqual([]);
  });
});

describe('variables of a script', () => {
  const deploy =
    'aws cloudformation deploy --template-file "$DIR/data.yaml" --stack-name "${STACK}" --region $REGION';

  it('are those that the script assigns in full', async () => {
    const text = `DIR=infra\nexport STACK="shop-prod" REGION='eu-west-1'\n${deploy}\n`;

    expect(await summaryIn('deploy.sh', text)).toEqual(['shop-prod ← infra/data.yaml eu-west-1']);
  });

  it('may use other variables and defaults', async () => {
    const text = `APP=shop\nSTACK="$APP-\${STAGE:-dev}"\nDIR=\${1:-infra}\nREGION=$(aws configure get region)\n${deploy}\n`;

    expect(await summaryIn('deploy.sh', text)).toEqual(['shop-dev ← infra/data.yaml']);
  });

  it('have the value of the last assignment before the command', async () => {
    const text = `DIR=infra\nSTACK=one\n${deploy}\nSTACK=two\n${deploy}\nread STACK\n${deploy}\n`;

    expect(await summaryIn('deploy.sh', text)).toEqual(['one ← infra/data.yaml', 'two ← infra/data.yaml']);
  });

  it('are unknown after a condition, but known in its branch', async () => {
    const text = `DIR=infra
if [ "$1" = prod ]; then
  STACK=shop-prod
  ${deploy}
else
  STACK=shop-dev
fi
${deploy}
case "$1" in
  a) STACK=shop-a ;;
  b) ${deploy} ;;
esac
[ -n "$CI" ] && STACK=shop-ci
${deploy}
for STACK in x y; do
  ${deploy}
done
`;

    expect(await summaryIn('deploy.sh', text)).toEqual(['shop-prod ← infra/data.yaml']);
  });
});

describe('the folder of a command', () => {
  const deploy = 'aws cloudformation deploy --template-file data.yaml --stack-name shop';

  it.each([
    ["the script's own", 'infra/deploy.sh', deploy],
    ['where cd leads', 'scripts/deploy.sh', `cd infra && ${deploy}`],
    ['named by the script itself', 'scripts/deploy.sh', `cd "$(dirname "$0")/../infra"\n${deploy}`],
    [
      'kept in a variable',
      'scripts/deploy.sh',
      `HERE="$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)"\naws cloudformation deploy --template-file "$HERE/../infra/data.yaml" --stack-name shop`,
    ],
    ["the repository's", 'a/b/deploy.sh', 'sam deploy -t ../../infra/data.yaml --stack-name shop'],
  ])('is found: %s', async (_what, file, text) => {
    expect(await summaryIn(file, text)).toEqual(['shop ← infra/data.yaml']);
  });

  it('is found in a repository below the workspace folder', async () => {
    const files = { 'repo/infra/data.yaml': '' };
    const text = 'aws cloudformation deploy --template-file infra/data.yaml --stack-name shop';

    expect(await summaryIn('repo/ci/deploy.sh', text, files)).toEqual(['shop ← repo/infra/data.yaml']);
  });
});

describe('a template that is packaged first', () => {
  it('is deployed from its source, even if the packaged copy exists', async () => {
    const text = `
aws cloudformation package --template-file infra/data.yaml --s3-bucket b --output-template-file out/packaged.yaml
aws cloudformation deploy --template-file out/packaged.yaml --stack-name shop
`;

    const sources = { ...templates, 'out/packaged.yaml': '' };
    expect(await summaryIn('deploy.sh', text, sources)).toEqual(['shop ← infra/data.yaml']);
  });

  it("is SAM's default template if none is named", async () => {
    const text = `
sam package --s3-bucket b --output-template-file packaged.yaml
sam deploy --template-file packaged.yaml --stack-name one
sam deploy --template-file .aws-sam/build/template.yaml --stack-name two
sam deploy --stack-name three --guided
`;

    expect(await summaryIn('deploy.sh', text)).toEqual([
      'one ← template.yaml',
      'two ← template.yaml',
      'three ← template.yaml',
    ]);
  });

  it('is the template that sam build was given', async () => {
    const text = 'sam build --template infra/data.yaml\nsam deploy --stack-name shop\n';

    expect(await summaryIn('deploy.sh', text)).toEqual(['shop ← infra/data.yaml']);
  });
});

describe('a Makefile', () => {
  it('has its own variables, in any position', async () => {
    const text = `deploy: build
\t@aws cloudformation deploy \\
\t\t--template-file $(TEMPLATE) \\
\t\t--stack-name $(STACK) --region \${REGION}

APP := shop
STACK ?= $(APP)-prod # by default
TEMPLATE = infra/data.yaml
REGION = eu-west-1
`;

    const said = await saysIn({ ...templates, Makefile: text }, 'Makefile');

    expect(summaryOf(said)).toEqual(['shop-prod ← infra/data.yaml eu-west-1']);
    expect(said.deployments[0]?.line).toBe(1);
  });

  it('does not read values that come from outside or depend on conditions', async () => {
    const text = `ifeq ($(ENV),prod)
STACK = shop-prod
else
STACK = shop-dev
endif
deploy:
\taws cloudformation deploy --template-file template.yaml --stack-name $(STACK)
\taws cloudformation deploy --template-file template.yaml --stack-name shop-$(ENV)
`;

    expect(await summaryIn('Makefile', text)).toEqual([]);
  });

  it('runs each line of a recipe separately', async () => {
    const text =
      'all:\n\tcd infra && NAME=shop && sam deploy -t data.yaml --stack-name $$NAME\n\tsam deploy --stack-name $$NAME\n';

    expect(await summaryIn('build/rules.mk', text)).toEqual(['shop ← infra/data.yaml']);
  });
});

describe('a pipeline', () => {
  it("is read in GitHub's workflows: scripts, folders, variables", async () => {
    const text = `name: deploy
on: [push]
env:
  STACK: shop
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Deploy
        run: |
          npm ci
          aws cloudformation deploy \\
            --template-file infra/data.yaml \\
            --stack-name \${{ env.STACK }}
      - working-directory: infra
        run: >-
          aws cloudformation deploy
          --template-file data.yaml
          --stack-name \${STACK}-folded
      - run: aws cloudformation deploy --template-file template.yaml --stack-name \${{ inputs.stack }}
`;

    const said = await saysIn({ ...templates, '.github/workflows/d.yml': text }, '.github/workflows/d.yml');

    expect(summaryOf(said)).toEqual(['shop ← infra/data.yaml', 'shop-folded ← infra/data.yaml']);
    expect(said.deployments.map(({ line }) => line)).toEqual([12, 17]);
  });

  it("is read in GitHub's workflows: AWS's action", async () => {
    const text = `env: { NAME: edge }
jobs:
  deploy:
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: "\${{ secrets.ROLE }}", aws-region: eu-west-1 }
      - name: Deploy
        uses: aws-actions/aws-cloudformation-github-deploy@v1
        with:
          name: shop
          template: infra/data.yaml
          no-fail-on-empty-changeset: "1"
      - uses: aws-actions/aws-cloudformation-github-deploy@v1.0.3
        with: { name: "\${{ env.NAME }}", template: template.yaml }
      - uses: aws-actions/aws-cloudformation-github-deploy@v1
        with: { name: "\${{ github.ref_name }}", template: template.yaml }
      - uses: aws-actions/aws-cloudformation-github-deploy@v1
        with: { name: remote, template: https://example.com/template.yaml }
`;

    const said = await saysIn({ ...templates, '.github/workflows/d.yml': text }, '.github/workflows/d.yml');

    expect(summaryOf(said)).toEqual(['shop ← infra/data.yaml eu-west-1', 'edge ← template.yaml eu-west-1']);
    expect(said.deployments[0]).toMatchObject({ kind: 'command', line: 9 });
  });

  it.each([
    [
      'ci/buildspec-prod.yml',
      `version: 0.2
env:
  variables: { STACK: shop }
phases:
  build:
    commands:
      - cd infra
      - aws cloudformation deploy --template-file data.yaml --stack-name $STACK
`,
      7,
    ],
    [
      '.gitlab-ci.yml',
      'deploy:\n  variables:\n    STACK: shop\n  script:\n    - npm ci\n\n    - sam deploy -t infra/data.yaml --stack-name $STACK\n',
      6,
    ],
    [
      'bitbucket-pipelines.yml',
      'pipelines:\n  default:\n    - step:\n        script:\n          - rain deploy infra/data.yaml shop\n',
      4,
    ],
    [
      'Taskfile.yml',
      'version: 3\nvars: { STACK: shop }\ntasks:\n  deploy:\n    dir: infra\n    cmds:\n      - aws cloudformation deploy --template-file data.yaml --stack-name {{.STACK}}\n',
      6,
    ],
    [
      'justfile',
      'stack := "shop"\n\ndeploy:\n    aws cloudformation deploy --template-file infra/data.yaml --stack-name {{stack}}\n',
      3,
    ],
    [
      'Jenkinsfile',
      "pipeline {\n  steps {\n    sh 'npm ci'\n    sh '''\n      aws cloudformation deploy --template-file infra/data.yaml \\\n        --stack-name shop\n    '''\n  }\n}\n",
      4,
    ],
    [
      'package.json',
      '{\n  "scripts": {\n    "build": "tsc",\n    "deploy": "npm run build && aws cloudformation deploy --template-file \\"infra/data.yaml\\" --stack-name shop"\n  }\n}\n',
      3,
    ],
  ])('is read in %s', async (file, text, line) => {
    const said = await saysIn({ ...templates, [file]: text }, file);

    expect(summaryOf(said)).toEqual(['shop ← infra/data.yaml']);
    expect(said.deployments[0]?.line).toBe(line);
  });

  it('names the stage in which a service is deployed', async () => {
    const service = 'service: shop\nprovider:\n  name: aws\n  stage: ${opt:stage, "dev"}\n';
    const files = {
      'api/serverless.yml': service,
      'api/package.json':
        '{"scripts": {"release": "npx serverless deploy --verbose --stage prod --region eu-west-1"}}',
    };

    const said = await saysIn(files, 'api/package.json');

    expect(summaryOf(said)).toEqual(['shop-prod ← api/serverless.yml eu-west-1']);
  });
});
