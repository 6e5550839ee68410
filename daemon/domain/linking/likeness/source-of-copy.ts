import path from 'node:path';
import type { TemplateFile } from '../../templates/template.ts';
import type { TemplateIndex } from '../index/template-index.ts';

/**
 * Returns the template that users edit, if this one is a copy of it: the nearest one with the same resources. Returns the
 * template itself if it is not a copy or has no such source.
 */
export function sourceOf(template: TemplateFile, index: TemplateIndex): TemplateFile {
  const [first] = template.resources;
  if (first?.type == null || !index.paths.isCopy(template.path)) return template;
  const sources = index
    .declarations(first.type, first.id)
    .map(({ file }) => file)
    .filter((file) => !index.paths.isCopy(file.path) && haveSameResources(file, template));
  const [nearest, next] = sources
    .map((file) => ({ file, depth: commonDepth(file.path, template.path) }))
    .sort((a, b) => b.depth - a.depth);
  return nearest && nearest.depth !== next?.depth ? nearest.file : template;
}

function haveSameResources(one: TemplateFile, other: TemplateFile): boolean {
  if (one.resources.length !== other.resources.length) return false;
  const types = new Map(one.resources.map(({ id, type }) => [id, type]));
  return other.resources.every(({ id, type }) => types.get(id) === type);
}

function commonDepth(one: string, other: string): number {
  const [first, second] = [path.dirname(one).split(path.sep), path.dirname(other).split(path.sep)];
  const different = first.findIndex((name, depth) => name !== second[depth]);
  return different === -1 ? first.length : different;
}
