import { addTo } from '../../../base/multimap.ts';
import { namingProperty } from '../../resources/declared-types.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';

/** Who refers to whom in one template, by direct properties: by reference, or by the name that a resource is given. */
export interface References {
  /** Resources of a type whose property `by` means this one, in the order of the file. */
  to(resource: TemplateResource, type: string, by: string): readonly TemplateResource[];
  /** The resource that a property of this one means; nothing where that stands in another template. */
  from(resource: TemplateResource, by: string): TemplateResource | undefined;
}

/** What is asked for is counted once for all: thousands of findings may ask the same of one template. */
export function referencesIn(file: TemplateFile): References {
  const byProperty = new Map<string, Map<string, TemplateResource[]>>();
  let known: Map<string, TemplateResource> | undefined;

  const users = (type: string, by: string) => {
    const key = `${type} ${by}`;
    const found = byProperty.get(key) ?? collected(type, by);
    byProperty.set(key, found);
    return found;
  };

  function collected(type: string, by: string): Map<string, TemplateResource[]> {
    const using = new Map<string, TemplateResource[]>();
    for (const resource of file.resources) {
      if (resource.type !== type) continue;
      for (const meant of meantBy(resource, by)) {
        addTo(using, meant, resource);
      }
    }
    return using;
  }

  function collectedTargets(): Map<string, TemplateResource> {
    const targets = new Map<string, TemplateResource>();
    for (const resource of file.resources) {
      for (const called of calledAs(resource)) if (!targets.has(called)) targets.set(called, resource);
    }
    return targets;
  }

  return {
    to(resource, type, by) {
      const using = users(type, by);
      const found = new Set(calledAs(resource).flatMap((called) => using.get(called) ?? []));
      return [...found].sort((a, b) => a.line - b.line);
    },
    from(resource, by) {
      known ??= collectedTargets();
      for (const meant of meantBy(resource, by)) {
        const target = known.get(meant);
        if (target && target !== resource) return target;
      }
      return undefined;
    },
  };
}

/** How others may mean this resource: by its id, its name, or the same making of its name. */
function calledAs(resource: TemplateResource): string[] {
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
 * What a property may mean. An id or a name counts where it is a whole part, between colons and slashes: `${Data}`,
 * `${Data.Arn}`, `arn:…:function:hook:live`. Not `${Data}-logs`, which is another name.
 */
function meantBy(resource: TemplateResource, property: string): string[] {
  const literal = resource.literals[property];
  if (literal !== undefined) return [...new Set(literal.split(/[:/]/))].map((part) => `name ${part}`);
  const pattern = resource.patterns?.[property];
  if (pattern === undefined) return [];
  // `${AWS::Region}` is one part, too.
  const parts = pattern.replaceAll('::', ' ').split(/[:/]/);
  const ids = parts.flatMap((part) => /^\$\{(\w+)(?:\.[\w.]+)?\}$/.exec(part)?.[1] ?? []);
  return [...[...new Set(ids)].map((id) => `id ${id}`), `pattern ${pattern}`];
}
