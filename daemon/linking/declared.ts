import type { Finding } from '../findings/finding.ts';
import { compareName } from './name-patterns.ts';
import { carriersOf, declaredAs, foldsCase, isNamed, namesOf } from './resource-types.ts';
import { samMakes } from './sam.ts';
import type { Membership } from './stacks.ts';
import type { Declaration, TemplateIndex } from './template-index.ts';

/** How a template comes to the resource: it declares it, or declares what makes it. */
export type Way = 'itself' | 'group' | 'sam';

export interface Found {
  readonly declaration: Declaration;
  readonly way: Way;
}

/**
 * Where a stack's resource is declared: under its logical id with its type; else, an instance, as the Auto Scaling group
 * whose tags it carries; else, what SAM makes, as the resource that SAM makes it of (the longest id first).
 */
export function declarationsOf(finding: Finding, membership: Membership, index: TemplateIndex): Found[] {
  const { logicalId } = membership;
  const { type } = finding.resource;
  const under = (types: readonly string[], way: Way): Found[] =>
    types.flatMap((each) => index.declarations(each, logicalId)).map((declaration) => ({ declaration, way }));
  const itself = under(declaredAs(type), 'itself');
  if (itself.length > 0) return itself;
  const group = under(carriersOf(type), 'group');
  if (group.length > 0) return group;
  return expansionsOf(declaredAs(type), logicalId, index).map((declaration) => ({ declaration, way: 'sam' }));
}

/** Of each template the resource with the longest id alone. */
function expansionsOf(types: readonly string[], logicalId: string, index: TemplateIndex): Declaration[] {
  const found = new Map<string, Declaration>();
  for (const declaration of index.expandedTo(logicalId)) {
    const { resource, file } = declaration;
    if (found.has(file.path)) continue;
    if (types.some((type) => samMakes(resource, { type, logicalId }))) found.set(file.path, declaration);
  }
  return [...found.values()];
}

/** What a declaration says of the resource's name. One that gives another name is another template's, however alike. */
export function naming({ declaration, way }: Found, finding: Finding, stack: string): Naming {
  const { name, pattern, file } = declaration;
  const { resource, account, region } = finding;
  if (way !== 'itself' || resource.name === undefined) return 'unsaid';
  if (name !== undefined) return isNamed(resource, name) ? 'same' : 'another';
  if (pattern === undefined) return 'unsaid';
  const known = { account, region, stack, defaults: file.defaults };
  const compared = compareName(pattern, namesOf(resource), known, foldsCase(resource.type));
  return compared === 'possible' ? 'unsaid' : compared;
}

export type Naming = 'same' | 'another' | 'unsaid';
