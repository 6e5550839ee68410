/** The extensions of files that may be templates, in any case. The daemon decides which are. */
const extensions = ['yaml', 'yml', 'json', 'template'];

/** A glob of the files that may be templates. */
export const templateFiles = `**/*.{${extensions.map(inAnyCase).join(',')}}`;

/** VS Code compares letters of a glob with their case: `yml` becomes `[yY][mM][lL]`. */
function inAnyCase(extension: string): string {
  return extension.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
