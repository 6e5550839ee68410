import path from 'node:path';
import type { Deployment } from '../deployment.ts';
import type { DeploymentFile, DeploymentHints } from '../hints.ts';
import { entryOf, type Node, treeOf } from '../located-tree.ts';
import { firstThere } from '../paths.ts';
import { accountRegionOf } from '../stack-name.ts';
import { templatesElsewhere } from './parts.ts';
import { serviceOf, stagesOf } from './service.ts';
import { unknown } from './variables.ts';

/** Number of files from which a service takes parts. */
const maxParts = 100;

/**
 * A `serverless.yml` is deployed as `provider.stackName`, or as `service-stage`: with its own stage, with
 * each stage that has its own parameters, and with any other stage that a command names. The file itself is
 * the template (see `template.ts`). Source: `getStackName` in `lib/plugins/aws/lib/naming.js` of serverless
 * 3.40.
 */
export async function readServerless(file: DeploymentFile): Promise<DeploymentHints> {
  const tree = treeOf(file.text);
  const templates = [file.path, ...(tree ? await partsBeside(tree, file) : [])];
  const deployments = new Map<string, Deployment[]>();
  // The stage in the file is only a default. `--stage` deploys the service as any other stage.
  for (const stage of tree ? [undefined, ...stagesOf(tree), unknown] : []) {
    const service = tree && serviceOf(tree, stage);
    if (!service || deployments.has(service.stack)) continue;
    const said = {
      kind: 'serverless' as const,
      stack: service.stack,
      ...(stage !== unknown && accountRegionOf(undefined, service.region)),
      file: file.path,
      line: entryOf(tree, 'service')?.line ?? 0,
    };
    const ofStage = templates.map((template): Deployment => ({ ...said, template }));
    deployments.set(service.stack, ofStage);
  }
  return { deployments: [...deployments.values()].flat(), constructs: [], problems: [] };
}

/** Returns the templates in other files that the service includes as its own. */
async function partsBeside(tree: Node, file: DeploymentFile): Promise<string[]> {
  const found = new Set<string>();
  for (const written of templatesElsewhere(tree).slice(0, maxParts)) {
    const there = await firstThere(written, [path.dirname(file.path)], file);
    if (there !== undefined) found.add(there);
  }
  return [...found];
}
