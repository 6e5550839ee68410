import type { Deployment } from '../templates/deployment.ts';
import { entryOf, treeOf } from './located-tree.ts';
import { placeOf } from './names.ts';
import { serviceOf, stagesOf } from './serverless-service.ts';
import type { Statements, StatingFile } from './statements.ts';

/**
 * A `serverless.yml` is deployed as `provider.stackName`, or as `service-stage`: as its own stage, and as each that has
 * parameters of its own. The file itself is the template (`serverless-template.ts`).
 * Source: `getStackName` in `lib/plugins/aws/lib/naming.js` of serverless 3.40.
 */
export function readServerless(file: StatingFile): Statements {
  const tree = treeOf(file.text);
  const deployments = new Map<string, Deployment>();
  for (const stage of tree ? [undefined, ...stagesOf(tree)] : []) {
    const service = tree && serviceOf(tree, stage);
    if (!service || deployments.has(service.stack)) continue;
    deployments.set(service.stack, {
      kind: 'serverless',
      stack: service.stack,
      ...placeOf(undefined, service.region),
      template: file.path,
      file: file.path,
      line: entryOf(tree, 'service')?.line ?? 0,
    });
  }
  return { deployments: [...deployments.values()], constructs: [], problems: [] };
}
