import type { Declarations, DeclaredAt, TemplatePlace } from '#protocol/links.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import { placeOf } from '../index/declaration.ts';

/** Users do not look through more, and one message can carry them. */
const maxPlaces = 200;

/** Returns the declarations of a type that AWS Config reports, in the order of files and lines. */
export function listDeclarations(configType: string, files: Iterable<TemplateFile>): Declarations {
  const places = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => matching(configType, file))
    .map(placeOf);
  return { places: places.slice(0, maxPlaces), total: places.length };
}

/** Returns the current place of this declaration in its template, if its type still matches. */
export function findDeclaration(
  configType: string,
  { logicalId }: Pick<DeclaredAt, 'logicalId'>,
  template: TemplateFile | undefined,
): TemplatePlace | undefined {
  const declared =
    template && matching(configType, template).find(({ resource }) => resource.id === logicalId);
  return declared && placeOf(declared);
}

function matching(
  configType: string,
  file: TemplateFile,
): { file: TemplateFile; resource: TemplateResource }[] {
  const types = new Set<string | null>(declaredAs(configType));
  return [...file.resources, ...(file.loops ?? [])]
    .filter(({ type }) => types.has(type))
    .map((resource) => ({ file, resource }));
}
