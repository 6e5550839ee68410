/** Names that a template may have. */
const templateName = /\.(ya?ml|json|template)$/i;
/** Folders that tools fill. People do not write templates there. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '.aws-sam', '.cache']);
/** The output folder of CDK. Git mostly ignores it, and it says as which stack a template is deployed. */
export const cdkOutput = 'cdk.out';
export const ignoreFile = '.gitignore';

export function isTemplateName(name: string): boolean {
  return templateName.test(name);
}

/** @param inOutput Whether it is below `cdk.out`, where bundled code is next to the templates. */
export function isSkipped(folder: string, inOutput: boolean): boolean {
  return skippedFolders.has(folder) || (inOutput && folder.startsWith('asset.'));
}
