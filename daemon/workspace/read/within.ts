import path from 'node:path';

/** Returns the string with which all paths in a folder begin. */
export function startWithin(folder: string): string {
  return folder.endsWith(path.sep) ? folder : folder + path.sep;
}

export function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(startWithin(folder));
}
