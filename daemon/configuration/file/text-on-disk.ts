import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configurationMissing } from '../configuration-file.ts';
import { folderUnusable } from '../state-folder.ts';

/**
 * Writes the file if it does not exist, readable by its user alone. Returns whether it was written.
 * @throws Problem `folder-unusable`
 */
export function createConfigurationFile(file: string, text: string): boolean {
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw folderUnusable(folder, error);
  }
}

/** Returns the file's text. @throws Problem `configuration-missing` */
export function readConfigurationText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw configurationMissing(file, error);
  }
}

/**
 * Replaces the file's text in one step: no program reads half of it. A link stays, because many users keep their files in
 * a repository and link to them.
 * @throws Problem `folder-unusable`
 */
export function writeConfigurationText(file: string, text: string): void {
  let next: string | undefined;
  try {
    const target = realpathSync(file);
    next = `${target}.${process.pid}.new`;
    writeFileSync(next, text, { mode: 0o600 });
    renameSync(next, target);
  } catch (error) {
    if (next !== undefined) rmSync(next, { force: true });
    throw folderUnusable(path.dirname(file), error);
  }
}
