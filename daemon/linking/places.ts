import type { TemplatePlace } from '#protocol/findings.ts';
import type { Text } from '../base/text.ts';
import type { Finding } from '../findings/finding.ts';
import type { Deployment } from '../templates/deployment.ts';
import type { Found } from './declared.ts';
import { evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import type { Membership, Stack } from './stacks.ts';
import { type Declaration, placeOf, type TemplateIndex } from './template-index.ts';

/** More than anybody looks through; a workspace may declare a `Bucket` a thousand times. */
const mostCandidates = 20;

/** Several places of which none is preferred, in this order. */
export function candidates(declarations: readonly Declaration[], text: Text) {
  const shown = declarations.slice(0, mostCandidates);
  const unlisted = declarations.length - shown.length;
  return {
    confidence: 'candidates' as const,
    candidates: shown.map(placeOf) satisfies TemplatePlace[],
    ...(unlisted > 0 && { unlisted }),
    evidence: unlisted === 0 ? text : evidence.shortened(text, shown.length),
  };
}

export function byPath(a: Declaration, b: Declaration): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.resource.line - b.resource.line;
}

/** Of templates with as much of the stack, first the one with least beside it. */
export function byRest(a: Declaration, b: Declaration): number {
  return a.file.resources.length - b.file.resources.length || byPath(a, b);
}

/** A place, with the line of source code that makes it, where CDK tells. */
export function placed(declaration: Declaration, logicalId: string, index: TemplateIndex) {
  const construct = index.deployments.constructOf(declaration.file.path, logicalId);
  const source = construct && { file: construct.file, line: construct.line, column: construct.column };
  return { place: placeOf(declaration), ...(source && { source }) };
}

/** A statement that this template is deployed as some other stack, where every statement about it says so. */
export function statedAsAnother(
  { file }: Declaration,
  stack: Stack,
  index: TemplateIndex,
): Deployment | undefined {
  const all = index.deployments.to(file.path);
  const here = index.deployments.of(stack);
  const mayBeThis = (deployment: Deployment) => deployment.stack === undefined || here.includes(deployment);
  return all.some(mayBeThis) ? undefined : all[0];
}

/** No template declares the stack's resource; why not, by what declares its logical id otherwise. */
export function undeclared(
  { resource }: Finding,
  member: Membership,
  declared: readonly Found[],
  index: TemplateIndex,
): FindingLink {
  if (declared.length > 0) return { confidence: 'none', evidence: evidence.namedOtherwise(member) };
  const types = index.typesOf(member.logicalId);
  const text =
    types.length > 0 ? evidence.otherType(member, resource.type, types) : evidence.undeclared(member);
  return { confidence: 'none', evidence: text };
}
