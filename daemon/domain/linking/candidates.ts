import type { TemplatePlace } from '#protocol/links.ts';
import type { Text } from '../../base/text.ts';
import type { Deployment } from '../deployments/deployment.ts';
import type { Finding } from '../findings/finding.ts';
import type { TemplateFile } from '../templates/template.ts';
import { evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import { byPath, type Declaration, placeOf } from './index/declaration.ts';
import type { TemplateIndex } from './index/template-index.ts';
import { isOtherStage } from './likeness/name-likeness.ts';
import type { LinkingContext } from './linking-context.ts';
import { byLine } from './stacks/deployment-index.ts';
import type { Membership, Stack } from './stacks/membership.ts';

/** More than anybody looks through; a workspace may declare a `Bucket` a thousand times. */
export const mostCandidates = 20;

/**
 * Several places of which none is preferred, in this order.
 * @param total Where not all are given: how many there are.
 */
export function candidates(declarations: readonly Declaration[], text: Text, total = declarations.length) {
  const shown = declarations.slice(0, mostCandidates);
  const unlisted = total - shown.length;
  return {
    confidence: 'candidates' as const,
    candidates: shown.map(placeOf) satisfies TemplatePlace[],
    ...(unlisted > 0 && { unlisted }),
    evidence: unlisted === 0 ? text : evidence.shortened(text, shown.length),
  };
}

/** Of templates with as much of the stack, first the one with least beside it. */
export function byRest(a: Declaration, b: Declaration): number {
  return a.file.resources.length - b.file.resources.length || byPath(a, b);
}

/** A place, with the line of source code that makes it, where CDK tells. */
export function placed(declaration: Declaration, logicalId: string, index: TemplateIndex) {
  const source = index.deployments.constructOf(declaration.file.path, logicalId)?.source;
  return { place: placeOf(declaration), ...(source && { source }) };
}

/**
 * A statement that this template is deployed as some other stack, where every statement about it says so. Of the same at
 * another stage, or a developer's own, that says nothing.
 */
export function statedAsAnother(
  { file }: Declaration,
  stack: Stack,
  context: LinkingContext,
): Deployment | undefined {
  const { index, statementsOf } = context;
  const all = index.deployments.to(file.path);
  const here = statementsOf(stack);
  const mayBeThis = (deployment: Deployment) => deployment.stack === undefined || here.includes(deployment);
  if (isOtherStageOf(file, stack, context)) return undefined;
  return all.some(mayBeThis) ? undefined : all.toSorted(byLine)[0];
}

/** Whether a statement deploys the template as this stack at another stage. */
export function isOtherStageOf(
  file: TemplateFile,
  stack: Stack,
  { index }: Pick<LinkingContext, 'index'>,
): boolean {
  return index.deployments
    .to(file.path)
    .some((deployment) => deployment.stack !== undefined && isOtherStage(deployment.stack, stack.name));
}

/** No template declares the stack's resource; why not, by what declares its logical id otherwise. */
export function undeclared(
  { resource }: Finding,
  member: Membership,
  { index, declaredAnywhere }: LinkingContext,
): FindingLink {
  if (declaredAnywhere(resource.type, member.logicalId).declarations.length > 0)
    return { confidence: 'none', evidence: evidence.namedOtherwise(member) };
  const types = index.typesOf(member.logicalId);
  const text =
    types.length > 0 ? evidence.otherType(member, resource.type, types) : evidence.undeclared(member);
  return { confidence: 'none', evidence: text };
}
