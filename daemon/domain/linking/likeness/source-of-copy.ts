import path from 'node:path';
import type { TemplateFile } from '../../templates/template.ts';
import type { TemplateIndex } from '../index/template-index.ts';

/**
 * The template that a person edits, where this one is a copy that a tool or a person made of it: what declares just the
 * same resources and lies nearest. A copy without such a source, and whatever is no copy, stands for itself.
 */
export function sourceOf(template: TemplateFile, index: TemplateIndex): TemplateFile {
  const [first] = template.resources;
  if (first?.type == null || !index.paths.isCopy(template.path)) return template;
  const alike = index
    .declarations(first.type, first.id)
    .map(({ file }) => file)
    .filter((file) => !index.paths.isCopy(file.path) && declareAlike(file, template));
  const [nearest, next] = alike
    .map((file) => ({ file, near: commonFolders(file.path, template.path) }))
    .sort((a, b) => b.near - a.near);
  return nearest && nearest.near !== next?.near ? nearest.file : template;
}

function declareAlike(one: TemplateFile, other: TemplateFile): boolean {
  if (one.resources.length !== other.resources.length) return false;
  const types = new Map(one.resources.map(({ id, type }) => [id, type]));
  return other.resources.every(({ id, type }) => types.get(id) === type);
}

function commonFolders(one: string, other: string): number {
  const [first, second] = [path.dirname(one).split(path.sep), path.dirname(other).split(path.sep)];
  const different = first.findIndex((name, depth) => name !== second[depth]);
  return different === -1 ? first.length : different;
}
