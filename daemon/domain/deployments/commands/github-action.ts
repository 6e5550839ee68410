import type { Deployment } from '../deployment.ts';
import type { DeploymentFile } from '../hints.ts';
import { entriesOf, entryOf, itemsOf, type Node, nodeAt, textAt, treeOf } from '../located-tree.ts';
import { firstThere, foldersAround, maxPathUnits } from '../paths.ts';
import { accountRegionOf, isStackName } from '../stack-name.ts';
import { variablesIn } from './pipeline-variables.ts';
import type { Values } from './shell-variables.ts';

const action = /^aws-actions\/aws-cloudformation-github-deploy@/;
const credentials = /^aws-actions\/configure-aws-credentials@/;

/**
 * Returns the deployments by steps of a GitHub workflow that use AWS's action: `with: { name, template }`,
 * both written out or from `env`. The region is the region of the job's credentials.
 */
export async function readDeployActions(file: DeploymentFile): Promise<Deployment[]> {
  if (!file.text.includes('aws-cloudformation-github-deploy')) return [];
  const tree = treeOf(file.text);
  const given = variablesIn(tree);
  const written = (text: string | undefined) => (text === undefined ? undefined : withVariables(text, given));
  const folders = foldersAround(file).filter((folder) => !/[\\/]\.github([\\/]|$)/.test(folder));
  const found: Deployment[] = [];
  for (const steps of stepsIn(tree)) {
    let region: string | undefined;
    for (const step of steps) {
      const uses = textAt(step, 'uses') ?? '';
      if (credentials.test(uses)) region = written(textAt(step, 'with', 'aws-region'));
      const said = action.test(uses) ? entryOf(step, 'with', 'name') : undefined;
      const stack = written(textAt(said?.value));
      const template = written(textAt(step, 'with', 'template'));
      if (!said || stack === undefined || template === undefined || !isStackName(stack)) continue;
      const there = await firstThere(template, folders, file);
      if (there === undefined) continue;
      const accountRegion = accountRegionOf(undefined, region);
      found.push({
        kind: 'command',
        stack,
        ...accountRegion,
        template: there,
        file: file.path,
        line: said.line,
      });
    }
  }
  return found;
}

/** Returns the text with its variables replaced; `undefined` if it is longer than any path. */
function withVariables(text: string, given: Values): string | undefined {
  if (text.length > maxPathUnits) return undefined;
  let length = 0;
  const expanded = text.replaceAll(/\$\{\{\s*env\.(\w+)\s*\}\}/g, (all, name: string) => {
    const value = given.get(name) ?? all;
    length += value.length;
    return length > maxPathUnits ? '' : value;
  });
  return length > maxPathUnits ? undefined : expanded;
}

/** Returns the steps of each job, and of an action's `runs`. */
function stepsIn(tree: Node | undefined): (readonly Node[])[] {
  const jobs = entriesOf(nodeAt(tree, 'jobs')).map(([, { value }]) => value);
  return [...jobs, nodeAt(tree, 'runs')].map((job) => itemsOf(nodeAt(job, 'steps')));
}
