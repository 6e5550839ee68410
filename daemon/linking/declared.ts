import type { Finding } from '../findings/finding.ts';
import { makes } from '../templates/loops.ts';
import type { TemplateFile, TemplateResource } from '../templates/template.ts';
import { compareName } from './name-patterns.ts';
import { carriersOf, declaredAs, foldsCase, isExpanded, isNamed, namesOf } from './resource-types.ts';
import { samMakes } from './sam.ts';
import type { Member } from './stacks.ts';
import type { Declaration, TemplateIndex } from './template-index.ts';

/** How a template comes to the resource: it declares it, or declares what makes it. */
export type Way = 'itself' | 'group' | 'sam';

export interface Found {
  readonly declaration: Declaration;
  readonly way: Way;
}

/**
 * Where a stack's resource is declared in any template: under its logical id with its type; else, an instance, as the
 * Auto Scaling group whose tags it carries; else, what SAM makes, as the resource that SAM makes it of.
 */
export function declarationsOf(finding: Finding, logicalId: string, index: TemplateIndex): Found[] {
  const { type } = finding.resource;
  const under = (types: readonly string[], way: Way): Found[] =>
    types.flatMap((each) => index.declarations(each, logicalId)).map((declaration) => ({ declaration, way }));
  const itself = under(declaredAs(type), 'itself');
  if (itself.length > 0) return itself;
  const group = under(carriersOf(type), 'group');
  if (group.length > 0) return group;
  const made = new Map<string, Found>();
  for (const declaration of index.expandedTo(logicalId)) {
    const { resource, file } = declaration;
    if (made.has(file.path) || !isMadeOf(resource, type, logicalId)) continue;
    made.set(file.path, { declaration, way: 'sam' });
  }
  return [...made.values()];
}

/** The same in one template. Of what SAM may make it of, the resource with the longest id. */
export function declarationsIn(
  file: TemplateFile,
  finding: Finding,
  logicalId: string,
  index: TemplateIndex,
): Found[] {
  const { type } = finding.resource;
  const found = (resource: TemplateResource, way: Way) => ({
    declaration: index.declarationIn(file, resource),
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

/** What a declaration says of the resource's name. One that gives another name is another template's, however alike. */
export type Naming = 'same' | 'another' | 'unsaid';

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

function isMadeOf(written: TemplateResource, configType: string, logicalId: string): boolean {
  return declaredAs(configType).some((type) => samMakes(written, { type, logicalId }));
}

/** Whether a template declares a stack's resource, or what a loop or a transform makes it of. */
export function accountsFor(file: TemplateFile, { logicalId, type }: Member): boolean {
  const byId = resourcesById(file);
  if (byId.get(logicalId)?.some((resource) => resource.type === type)) return true;
  if (file.loops?.some((loop) => loop.type === type && makes(loop.id, logicalId))) return true;
  const expanded = expandedIn(file);
  if (expanded.size === 0) return false;
  for (let length = logicalId.length; length > 0; length--) {
    if (expanded.has(logicalId.slice(0, length))) return true;
  }
  return false;
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
