import path from 'node:path';

/** What the path of everything in a folder begins with. */
export function startWithin(folder: string): string {
  return folder.endsWith(path.sep) ? folder : folder + path.sep;
}

export function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(startWithin(folder));
}
