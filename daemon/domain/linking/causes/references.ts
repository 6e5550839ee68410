import { addTo } from '../../../base/multimap.ts';
import { namingProperty } from '../../resources/declared-types.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';

/** References between resources of one template in direct properties: an intrinsic function, or the name of a resource. */
export interface References {
  /** Returns the resources of a type whose property `by` refers to this one, in the order of the file. */
  to(resource: TemplateResource, type: string, by: string): readonly TemplateResource[];
  /**
   * Returns the resource to which a property of this one refers; `undefined` if that is in another template.
   */
  from(resource: TemplateResource, by: string): TemplateResource | undefined;
  /**
   * Returns whether a resource of a type may refer by this property to any other: its function does not say to which, it is the body of
   * a loop, or it means the alias or the version of a function.
   */
  isUnclear(type: string, by: string): boolean;
}

/** They stand for a function. */
const standIns: ReadonlySet<string | null> = new Set(['AWS::Lambda::Alias', 'AWS::Lambda::Version']);

/** Collects references at the first request and keeps them: thousands of findings may need the same ones of a template. */
export function referencesIn(file: TemplateFile): References {
  const byProperty = new Map<string, Map<string, TemplateResource[]>>();
  const unclear = new Map<string, boolean>();
  let known: Map<string, TemplateResource> | undefined;

  const users = (type: string, by: string) => {
    const key = `${type} ${by}`;
    const found = byProperty.get(key) ?? collectUsers(type, by);
    byProperty.set(key, found);
    return found;
  };

  function collectUsers(type: string, by: string): Map<string, TemplateResource[]> {
    const using = new Map<string, TemplateResource[]>();
    for (const resource of file.resources) {
      if (resource.type !== type) continue;
      for (const target of targetsOf(resource, by)) {
        addTo(using, target, resource);
      }
    }
    return using;
  }

  function collectTargets(): Map<string, TemplateResource> {
    const targets = new Map<string, TemplateResource>();
    for (const resource of file.resources) {
      for (const key of keysOf(resource)) if (!targets.has(key)) targets.set(key, resource);
    }
    return targets;
  }

  const from = (resource: TemplateResource, by: string) => {
    known ??= collectTargets();
    for (const key of targetsOf(resource, by)) {
      const target = known.get(key);
      if (target && target !== resource) return target;
    }
    return undefined;
  };

  function mayMeanAny(resource: TemplateResource, by: string): boolean {
    if (!(by in resource.properties) || resource.literals[by] !== undefined) return false;
    const pattern = resource.patterns?.[by];
    if (pattern === undefined || /\$\{\?\}/.test(pattern)) return true;
    return standIns.has(from(resource, by)?.type ?? null);
  }

  const findUnclear = (type: string, by: string) =>
    (file.loops ?? []).some((body) => body.type === type) ||
    file.resources.some((resource) => resource.type === type && mayMeanAny(resource, by));

  return {
    from,
    isUnclear(type, by) {
      const key = `${type} ${by}`;
      const isSo = unclear.get(key) ?? findUnclear(type, by);
      unclear.set(key, isSo);
      return isSo;
    },
    to(resource, type, by) {
      const using = users(type, by);
      const found = new Set(keysOf(resource).flatMap((key) => using.get(key) ?? []));
      return [...found].sort((a, b) => a.line - b.line);
    },
  };
}

/** Returns the keys under which others may refer to this resource: its id, its name, or the pattern of its name. */
function keysOf(resource: TemplateResource): string[] {
  const naming = namingProperty(resource.type) ?? '';
  const { [naming]: name } = resource.literals;
  const pattern = resource.patterns?.[naming];
  return [
    `id ${resource.id}`,
    ...(name === undefined ? [] : [`name ${name}`]),
    ...(pattern === undefined ? [] : [`pattern ${pattern}`]),
  ];
}

/**
 * Returns the keys of the resources to which a property may refer. An id or a name counts if it is a whole part between colons
 * and slashes: `${Data}`, `${Data.Arn}`, `arn:…:function:hook:live`. Not `${Data}-logs`, which is another name.
 */
function targetsOf(resource: TemplateResource, property: string): string[] {
  const literal = resource.literals[property];
  if (literal !== undefined) return [...new Set(literal.split(/[:/]/))].map((part) => `name ${part}`);
  const pattern = resource.patterns?.[property];
  if (pattern === undefined) return [];
  // `${AWS::Region}` is one part, too.
  const parts = pattern.replaceAll('::', ' ').split(/[:/]/);
  const ids = parts.flatMap((part) => /^\$\{(\w+)(?:\.[\w.]+)?\}$/.exec(part)?.[1] ?? []);
  return [...[...new Set(ids)].map((id) => `id ${id}`), `pattern ${pattern}`];
}
