import type { Finding } from '../../findings/finding.ts';
import { declaredAs, launchersOf } from '../../resources/declared-types.ts';
import { isLowerCase, isNamed, namesOf } from '../../resources/names.ts';
import { isExpanded, samMakes } from '../../resources/sam.ts';
import { makes } from '../../templates/loops.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import type { Creator } from '../evidence.ts';
import { compareName } from '../names/name-patterns.ts';
import type { StackMember } from '../stacks/membership.ts';
import { type Declaration, toDeclaration } from './declaration.ts';

/** A declaration matches a resource if it declares the resource itself, or something that creates it. */
export type MatchKind = 'itself' | Creator['by'];

/** A declaration that matches a resource. */
export interface DeclarationMatch {
  readonly declaration: Declaration;
  readonly kind: MatchKind;
}

/**
 * Finds the declarations of a stack's resource in one template: under its logical id with its type, or a loop that creates it;
 * else, for an instance, the Auto Scaling group whose tags it has; else, the resource with the longest id from which SAM may
 * generate it.
 */
export function matchInTemplate(file: TemplateFile, finding: Finding, logicalId: string): DeclarationMatch[] {
  const { type } = finding.resource;
  const match = (resource: TemplateResource, kind: MatchKind) => ({
    declaration: toDeclaration(file, resource),
    kind,
  });
  const byId = resourcesById(file);
  const under = (types: readonly string[], kind: MatchKind): DeclarationMatch[] =>
    (byId.get(logicalId) ?? [])
      .filter((resource) => resource.type !== null && types.includes(resource.type))
      .map((resource) => match(resource, kind));
  const itself = under(declaredAs(type), 'itself');
  if (itself.length > 0) return itself;
  const loops = (file.loops ?? []).filter(
    (loop) => loop.type !== null && declaredAs(type).includes(loop.type) && makes(loop.id, logicalId),
  );
  if (loops.length > 0) return loops.map((loop) => match(loop, 'itself'));
  const group = under(launchersOf(type), 'auto-scaling-group');
  if (group.length > 0) return group;
  for (let length = logicalId.length - 1; length > 0; length--) {
    const origin = byId
      .get(logicalId.slice(0, length))
      ?.find((each) => isGeneratedFrom(each, type, logicalId));
    if (origin) return [match(origin, 'sam')];
  }
  return [];
}

/** Returns whether a declaration gives the resource another name: then its template belongs to another stack. */
export function hasOtherName(
  { name, pattern, file }: Declaration,
  kind: MatchKind,
  { resource, account, region }: Finding,
  stack: string,
): boolean {
  if (kind !== 'itself' || resource.name === undefined) return false;
  if (name !== undefined) return !isNamed(resource, name);
  if (pattern === undefined) return false;
  const known = { account, region, stack, defaults: file.defaults };
  return compareName(pattern, namesOf(resource), known, isLowerCase(resource.type)) === 'another';
}

/** Returns whether SAM generates a resource of this type and id from the written one. */
export function isGeneratedFrom(written: TemplateResource, configType: string, logicalId: string): boolean {
  return declaredAs(configType).some((type) => samMakes(written, { type, logicalId }));
}

/** Returns whether a template declares a stack's resource, or a loop or a transform's resource that creates it. */
export function accountsFor(file: TemplateFile, { logicalId, types }: StackMember): boolean {
  const isOne = ({ type }: TemplateResource) => type !== null && types.includes(type);
  if (resourcesById(file).get(logicalId)?.some(isOne)) return true;
  if (file.loops?.some((loop) => isOne(loop) && makes(loop.id, logicalId))) return true;
  const expanded = expandedIn(file);
  if (expanded.size === 0) return false;
  for (let length = logicalId.length; length > 0; length--) {
    if (expanded.has(logicalId.slice(0, length))) return true;
  }
  return false;
}

/** Returns how often a template declares a logical id: CloudFormation uses the last one. */
export function timesDeclared(file: TemplateFile, logicalId: string): number {
  return resourcesById(file).get(logicalId)?.length ?? 0;
}

/** Returns the ids of the resources that a transform expands. */
function expandedIn(file: TemplateFile): ReadonlySet<string> {
  const ids =
    expanded.get(file) ?? new Set(file.resources.filter(({ type }) => isExpanded(type)).map(({ id }) => id));
  expanded.set(file, ids);
  return ids;
}

const expanded = new WeakMap<TemplateFile, ReadonlySet<string>>();
const known = new WeakMap<TemplateFile, Map<string, TemplateResource[]>>();

function resourcesById(file: TemplateFile): Map<string, TemplateResource[]> {
  const byId = known.get(file) ?? Map.groupBy(file.resources, ({ id }) => id);
  known.set(file, byId);
  return byId;
}
