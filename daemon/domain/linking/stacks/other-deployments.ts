import type { Deployment } from '../../deployments/deployment.ts';
import type { TemplateFile } from '../../templates/template.ts';
import type { Declaration } from '../index/declaration.ts';
import { isOtherStage } from '../likeness/name-likeness.ts';
import type { LinkingContext } from '../linking-context.ts';
import { byLine } from './deployment-index.ts';
import type { Stack } from './membership.ts';

/**
 * Returns the first hint that this template is deployed as another stack, if all hints about the template say so. Hints
 * about the same stack at another stage, or about a developer's own copy of it, do not count.
 */
export function deploymentAsAnother(
  { file }: Declaration,
  stack: Stack,
  { index, hintsFor }: LinkingContext,
): Deployment | undefined {
  const all = index.deployments.forTemplate(file.path);
  const own = hintsFor(stack);
  const mayBeThis = (deployment: Deployment) => deployment.stack === undefined || own.includes(deployment);
  if (isDeployedAsOtherStage(file, stack, { index })) return undefined;
  return all.some(mayBeThis) ? undefined : all.toSorted(byLine)[0];
}

/** Returns whether a hint deploys the template as this stack at another stage. */
export function isDeployedAsOtherStage(
  file: TemplateFile,
  stack: Stack,
  { index }: Pick<LinkingContext, 'index'>,
): boolean {
  return index.deployments
    .forTemplate(file.path)
    .some((deployment) => deployment.stack !== undefined && isOtherStage(deployment.stack, stack.name));
}
