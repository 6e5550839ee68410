import type { Deployment, DeploymentKind } from '../../deployments/deployment.ts';
import type { TemplateFile } from '../../templates/template.ts';

/** Why a template is taken for a stack's. `text`: it is what CloudFormation was given, word for word. */
export interface Origin {
  readonly by: DeploymentKind | 'text';
  readonly template: TemplateFile;
  readonly deployment?: Deployment;
  /** What was deployed, where the template is the source of that. */
  readonly copy?: TemplateFile;
  /** The template that holds the stack as a resource: what is said is said of that one's stack. */
  readonly within?: { readonly template: TemplateFile; readonly logicalId: string };
}
