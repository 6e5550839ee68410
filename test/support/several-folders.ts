import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Organization } from './organization.ts';

/** Files of the sample workspace, by where they are in several folders of the same name. */
const files = {
  'team-a/infra/stack.yaml': 'network/vpc.yaml',
  'team-a/infra/archive/roles.json': 'iam/roles.json',
  'team-b/infra/stack.yaml': 'payments-data/database.yaml',
  'team-b/infra/archive/buckets.json': 'payments-data/buckets.json',
  // Not in the workspace, until a test adds it.
  'team-c/infra/stack.yaml': 'batch/worker.yaml',
};

/**
 * Writes two folders named `infra` with a template of the same path next to the sample workspace; the second one hides its folder
 * `archive`. Returns the path of the `.code-workspace` file that has both.
 */
export function writeSeveralFolders(
  { workspace }: Pick<Organization, 'workspace'>,
  more: readonly { readonly uri: string }[] = [],
): string {
  const top = path.join(path.dirname(workspace), 'folders');
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(top, file)), { recursive: true });
    cpSync(path.join(workspace, source), path.join(top, file));
  }
  const settings = path.join(top, 'team-b/infra/.vscode/settings.json');
  mkdirSync(path.dirname(settings), { recursive: true });
  writeFileSync(settings, JSON.stringify({ 'files.exclude': { archive: true } }));
  const file = path.join(top, 'all.code-workspace');
  const folders = [{ path: 'team-a/infra' }, { path: 'team-b/infra' }, ...more];
  writeFileSync(file, JSON.stringify({ folders }));
  return file;
}
