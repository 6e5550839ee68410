import type { TemplatePlace } from '#protocol/links.ts';
import { namingProperty } from '../../resources/declared-types.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';

/** A logical resource in the template that declares it. */
export interface Declaration {
  readonly file: TemplateFile;
  readonly resource: TemplateResource;
  /** The literal value of its naming property. */
  readonly name: string | undefined;
  /** Its naming property in `Fn::Sub`'s notation. */
  readonly pattern: string | undefined;
}

/** Returns the declaration with its name. An empty name counts as none. */
export function toDeclaration(file: TemplateFile, resource: TemplateResource): Declaration {
  const property = namingProperty(resource.type);
  const name = property === undefined ? undefined : resource.literals[property];
  const pattern = property === undefined ? undefined : resource.patterns?.[property];
  return { file, resource, name: name || undefined, pattern: pattern || undefined };
}

/** Returns the place of a declaration's key. */
export function placeOf({ file, resource }: Pick<Declaration, 'file' | 'resource'>): TemplatePlace {
  const { id, line, column, keyEndColumn } = resource;
  return { file: file.path, line, column, endColumn: keyEndColumn, logicalId: id };
}

/** Compares declarations by path, then by line. */
export function byPath(a: Declaration, b: Declaration): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.resource.line - b.resource.line;
}
