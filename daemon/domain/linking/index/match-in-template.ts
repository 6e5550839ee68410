import type { Finding } from '../../findings/finding.ts';
import { carriersOf, declaredAs } from '../../resources/declared-types.ts';
import { foldsCase, isNamed, namesOf } from '../../resources/names.ts';
import { isExpanded, samMakes } from '../../resources/sam.ts';
import { makes } from '../../templates/loops.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import { compareName } from '../names/name-patterns.ts';
import type { Member } from '../stacks/membership.ts';
import { type Declaration, declarationOf } from './declaration.ts';

/** How a template comes to the resource: it declares it, or declares what makes it. */
export type Way = 'itself' | 'group' | 'sam';

export interface Found {
  readonly declaration: Declaration;
  readonly way: Way;
}

/**
 * Where one template declares a stack's resource: under its logical id with its type, or as a loop that makes it; else,
 * an instance, as the Auto Scaling group whose tags it carries; else, what SAM makes, as the resource with the longest
 * id that SAM may make it of.
 */
export function declaredIn(file: TemplateFile, finding: Finding, logicalId: string): Found[] {
  const { type } = finding.resource;
  const found = (resource: TemplateResource, way: Way) => ({
    declaration: declarationOf(file, resource),
    way,
  });
  const byId = resourcesById(file);
  const under = (types: readonly string[], way: Way): Found[] =>
    (byId.get(logicalId) ?? [])
      .filter((resource) => resource.type !== null && types.includes(resource.type))
      .map((resource) => found(resource, way));
  const itself = under(declaredAs(type), 'itself');
  if (itself.length > 0) return itself;
  const loops = (file.loops ?? []).filter(
    (loop) => loop.type !== null && declaredAs(type).includes(loop.type) && makes(loop.id, logicalId),
  );
  if (loops.length > 0) return loops.map((loop) => found(loop, 'itself'));
  const group = under(carriersOf(type), 'group');
  if (group.length > 0) return group;
  for (let length = logicalId.length - 1; length > 0; length--) {
    const made = byId.get(logicalId.slice(0, length))?.find((each) => isMadeOf(each, type, logicalId));
    if (made) return [found(made, 'sam')];
  }
  return [];
}

/** Whether a declaration gives the resource another name: then it is another template's, however alike. */
export function namesAnother(
  { name, pattern, file }: Declaration,
  way: Way,
  { resource, account, region }: Finding,
  stack: string,
): boolean {
  if (way !== 'itself' || resource.name === undefined) return false;
  if (name !== undefined) return !isNamed(resource, name);
  if (pattern === undefined) return false;
  const known = { account, region, stack, defaults: file.defaults };
  return compareName(pattern, namesOf(resource), known, foldsCase(resource.type)) === 'another';
}

/** Whether SAM makes a resource of this type and id from the one that is written. */
export function isMadeOf(written: TemplateResource, configType: string, logicalId: string): boolean {
  return declaredAs(configType).some((type) => samMakes(written, { type, logicalId }));
}

/** Whether a template declares a stack's resource, or what a loop or a transform makes it of. */
export function accountsFor(file: TemplateFile, { logicalId, types }: Member): boolean {
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

/** How often a template declares a logical id: CloudFormation takes the last. */
export function timesDeclared(file: TemplateFile, logicalId: string): number {
  return resourcesById(file).get(logicalId)?.length ?? 0;
}

/** Ids of what a transform expands. */
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
