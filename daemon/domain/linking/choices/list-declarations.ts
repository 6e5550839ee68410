import type { Declarations, DeclaredAt, TemplatePlace } from '#protocol/links.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import type { TemplateFile, TemplateResource } from '../../templates/template.ts';
import { placeOf } from '../index/declaration.ts';

/** More than anybody looks through, and few enough for one message. */
const mostPlaces = 200;

/** Where resources of a type that AWS Config reports are declared. */
export function declarationsOf(configType: string, files: Iterable<TemplateFile>): Declarations {
  const places = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((file) => fitting(configType, file))
    .map(placeOf);
  return { places: places.slice(0, mostPlaces), total: places.length };
}

/** The place of this declaration as it is now, where its type still fits. */
export function declarationAt(
  configType: string,
  { file, logicalId }: DeclaredAt,
  files: ReadonlyMap<string, TemplateFile>,
): TemplatePlace | undefined {
  const template = files.get(file);
  const declared =
    template && fitting(configType, template).find(({ resource }) => resource.id === logicalId);
  return declared && placeOf(declared);
}

function fitting(
  configType: string,
  file: TemplateFile,
): { file: TemplateFile; resource: TemplateResource }[] {
  const types = new Set<string | null>(declaredAs(configType));
  return [...file.resources, ...(file.loops ?? [])]
    .filter(({ type }) => types.has(type))
    .map((resource) => ({ file, resource }));
}
