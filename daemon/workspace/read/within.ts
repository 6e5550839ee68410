import path from 'node:path';

/** Returns the beginning of all paths in a folder. */
export function startWithin(folder: string): string {
  return folder.endsWith(path.sep) ? folder : folder + path.sep;
}

export function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(startWithin(folder));
}
