import path from 'node:path/posix';
import type { Random } from './random.ts';
import { yaml } from './written.ts';

/** A template, by its path from the workspace's folder, is deployed as a stack. */
export interface Stated {
  readonly template: string;
  readonly stack: string;
  readonly account?: string;
  readonly region?: string;
}

/** A file that says so. */
export interface StatingFile {
  readonly path: string;
  readonly text: string;
}

/** What people type to deploy, in the places where they keep it. */
export const commands: readonly ((stated: Stated) => StatingFile)[] = [
  function makefile({ template, stack, region }) {
    const text = `STACK := ${stack}\n\n.PHONY: deploy\ndeploy:\n\taws cloudformation deploy \\\n\t  --template-file ${path.basename(template)} \\\n\t  --stack-name $(STACK)${option('region', region)} \\\n\t  --capabilities CAPABILITY_IAM\n`;
    return { path: beside(template, 'Makefile'), text };
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
    return { path: beside(template, 'deploy.sh'), text };
  },
  function packageScript({ template, stack }) {
    const deploy = `aws cloudformation deploy --template-file ./${path.basename(template)} --stack-name ${stack}`;
    const text = `${JSON.stringify({ name: stack, private: true, scripts: { deploy } }, undefined, 2)}\n`;
    return { path: beside(template, 'package.json'), text };
  },
  function buildspec({ template, stack }) {
    const text = `version: 0.2\nphases:\n  build:\n    commands:\n      - aws cloudformation deploy --template-file ${path.basename(template)} --stack-name ${stack}\n`;
    return { path: beside(template, 'buildspec.yml'), text };
  },
];

export function commanded(random: Random, stated: Stated): StatingFile {
  return random.pick(commands)(stated);
}

/** A team's own mapping. */
export function mapped(folder: string, stated: readonly Stated[]): StatingFile {
  const stacks = stated.map(({ template, stack, account, region }) => ({
    stack,
    template: path.relative(folder, template),
    ...(account !== undefined && { account }),
    ...(region !== undefined && { region }),
  }));
  return { path: path.join(folder, '.guardrail.yaml'), text: yaml({ stacks }) };
}

/** CloudFormation's Git sync: the stack's name is kept in AWS. */
export function gitSynced(template: string): StatingFile {
  const text = yaml({ 'template-file-path': template, parameters: { Stage: 'prod' }, tags: {} });
  return { path: beside(template, 'deployment.yaml'), text };
}

export function beside(file: string, name: string): string {
  return path.join(path.dirname(file), name);
}

function option(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` --${name} ${value}`;
}
