import path from 'node:path';
import { rankOf } from '../../templates/template-rank.ts';
import type { DeploymentFile } from '../hints.ts';
import { firstThere } from '../paths.ts';

/** SAM's default templates, in its order. Source: aws-sam-cli, `get_or_default_template_file_name`. */
const defaults = ['template.yaml', 'template.yml', 'template.json'];
const built = /^(.*?)[\\/]?\.aws-sam[\\/]build[\\/]template\.ya?ml$/;

export interface SamTemplates {
  /** The template that the deployment names. */
  readonly written: string | undefined;
  /** The template that `sam build` names. */
  readonly source: string | undefined;
  readonly folders: readonly string[];
}

/**
 * Resolves to the template that people edit. SAM deploys a copy of it from `.aws-sam/build`, or the output of
 * `sam package`.
 */
export async function samTemplate(
  { written, source, folders }: SamTemplates,
  file: DeploymentFile,
): Promise<string | undefined> {
  const copy = written === undefined ? undefined : built.exec(written);
  if (written !== undefined && !copy) {
    const found = await firstThere(written, folders, file);
    if (found !== undefined || rankOf(path.resolve(file.root, written), file.root) !== 1) return found;
  }
  if (source !== undefined) return firstThere(source, folders, file);
  const folder = copy ? copy[1] || '.' : path.dirname(written ?? 'template.yaml');
  for (const name of defaults) {
    const found = await firstThere(path.join(folder, name), folders, file);
    if (found !== undefined) return found;
  }
  return undefined;
}
