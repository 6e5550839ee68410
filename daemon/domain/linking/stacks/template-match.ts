import type { Deployment, DeploymentKind } from '../../deployments/deployment.ts';
import type { TemplateFile } from '../../templates/template.ts';

/** A template that is a stack's, and why. `text`: CloudFormation deployed an identical template. */
export interface TemplateMatch {
  readonly by: DeploymentKind | 'text';
  readonly template: TemplateFile;
  readonly deployment?: Deployment;
  /** The file that was deployed, if `template` is its source. */
  readonly copy?: TemplateFile;
  /** The template that contains the stack as a nested one: the deployment is that template's. */
  readonly parent?: { readonly template: TemplateFile; readonly logicalId: string };
}

/**
 * Returns whether only the name of a service of the Serverless Framework fits. With `--stage`, its stack can have any name that begins
 * with the service's, as other stacks may, too: the name proves nothing.
 */
export function isGuessedByService({ by, deployment }: TemplateMatch): boolean {
  return by === 'serverless' && deployment?.stack?.includes('*') === true;
}
