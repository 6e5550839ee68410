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
