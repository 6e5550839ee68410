/** Names that a template may have. */
const templateName = /\.(ya?ml|json|template)$/i;
/** Folders that tools fill: people do not write templates there. */
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '.aws-sam', '.cache']);
/** The output of CDK: mostly ignored by Git, and it says which stack a template is deployed as. */
export const cdkOutput = 'cdk.out';
export const ignoreFile = '.gitignore';

export function isTemplateName(name: string): boolean {
  return templateName.test(name);
}

/** @param inOutput Whether it is below `cdk.out`: code that CDK bundled lies beside the templates there. */
export function isSkipped(folder: string, inOutput: boolean): boolean {
  return skippedFolders.has(folder) || (inOutput && folder.startsWith('asset.'));
}
