import path from 'node:path';
import { rankOf } from '../../templates/template-rank.ts';
import type { DeploymentFile } from '../hints.ts';
import { firstThere } from '../paths.ts';

/** SAM's default templates, in its order. Source: aws-sam-cli, `get_or_default_template_file_name`. */
const defaults = ['template.yaml', 'template.yml', 'template.json'];
const built = /^(.*?)[\\/]?\.aws-sam[\\/]build[\\/]template\.ya?ml$/;

export interface SamTemplates {
  /** As said for the deployment. */
  readonly written: string | undefined;
  /** As said for `sam build`. */
  readonly source: string | undefined;
  readonly folders: readonly string[];
}

/** The template that people edit: what SAM deploys is its copy in `.aws-sam/build`, or what `sam package` left. */
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
