import path from 'node:path/posix';
import type { Random } from './random.ts';
import { yaml } from './template-text.ts';

/** A template is deployed as a stack. `template`: its path, relative to the workspace folder. */
export interface StackDeployment {
  readonly template: string;
  readonly stack: string;
  readonly account?: string;
  readonly region?: string;
}

/** A file that says how a template is deployed. */
export interface HintFile {
  readonly path: string;
  readonly text: string;
}

/** Commands that deploy, in the files in which teams keep them. */
export const commands: readonly ((deployment: StackDeployment) => HintFile)[] = [
  function makefile({ template, stack, region }) {
    const text = `STACK := ${stack}\n\n.PHONY: deploy\ndeploy:\n\taws cloudformation deploy \\\n\t  --template-file ${path.basename(template)} \\\n\t  --stack-name $(STACK)${option('region', region)} \\\n\t  --capabilities CAPABILITY_IAM\n`;
    return { path: inSameFolder(template, 'Makefile'), text };
  },
  function workflow({ template, stack, region }) {
    const text = `name: deploy\non:\n  push:\n    branches: [main]\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: aws cloudformation deploy --stack-name ${stack} --template-file ${template}${option('region', region)}\n`;
    return { path: `.github/workflows/${stack}.yml`, text };
  },
  function action({ template, stack }) {
    const text = `name: deploy\non: [push]\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/aws-cloudformation-github-deploy@v1\n        with:\n          name: ${stack}\n          template: ${template}\n`;
    return { path: `.github/workflows/${stack}.yml`, text };
  },
  function script({ template, stack, region }) {
    const text = `#!/bin/sh\nset -eu\ncd "$(dirname "$0")"\naws cloudformation deploy --template-file '${path.basename(template)}' --stack-name "${stack}"${option('region', region)}\n`;
    return { path: inSameFolder(template, 'deploy.sh'), text };
  },
  function packageScript({ template, stack }) {
    const deploy = `aws cloudformation deploy --template-file ./${path.basename(template)} --stack-name ${stack}`;
    const text = `${JSON.stringify({ name: stack, private: true, scripts: { deploy } }, undefined, 2)}\n`;
    return { path: inSameFolder(template, 'package.json'), text };
  },
  function buildspec({ template, stack }) {
    const text = `version: 0.2\nphases:\n  build:\n    commands:\n      - aws cloudformation deploy --template-file ${path.basename(template)} --stack-name ${stack}\n`;
    return { path: inSameFolder(template, 'buildspec.yml'), text };
  },
];

/** Returns a file with a command that deploys the stack. */
export function commandFile(random: Random, deployment: StackDeployment): HintFile {
  return random.pick(commands)(deployment);
}

/** Returns a team's own mapping. */
export function mappingFile(folder: string, deployments: readonly StackDeployment[]): HintFile {
  const stacks = deployments.map(({ template, stack, account, region }) => ({
    stack,
    template: path.relative(folder, template),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  }));
  return { path: path.join(folder, '.guardrail.yaml'), text: yaml({ stacks }) };
}

/** Returns a deployment file of Git sync, which does not contain the stack's name. */
export function gitSyncFile(template: string): HintFile {
  const text = yaml({ 'template-file-path': template, parameters: { Stage: 'prod' }, tags: {} });
  return { path: inSameFolder(template, 'deployment.yaml'), text };
}

/** Returns the path of a file in the same folder. */
export function inSameFolder(file: string, name: string): string {
  return path.join(path.dirname(file), name);
}

function option(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` --${name} ${value}`;
}
