const resourcesKey = /(?:^|[{,])[ \t]*["']?Resources["']?[ \t]*:/m;
const typeOfResource = /["']?\bType["']?[ \t]*:[ \t]*["']?(?:AWS|Alexa|Custom)::/;
const versionInBlock = /^["']?AWSTemplateFormatVersion["']?[ \t]*:/m;
const versionInBrackets = /^\s*\{\s*["']?AWSTemplateFormatVersion["']?\s*:/;

/**
 * Returns whether a text may be a template. Most files of a workspace are not templates and need not be
 * parsed.
 */
export function mayBeTemplate(text: string): boolean {
  return text.includes('Resources') || text.includes('AWSTemplateFormatVersion');
}

/**
 * Returns whether a text that cannot be parsed, or the beginning of a text, is a template's. Takes time in
 * proportion to its length.
 */
export function looksLikeTemplate(text: string): boolean {
  if (versionInBlock.test(text) || versionInBrackets.test(text)) return true;
  const start = text.search(resourcesKey);
  return start !== -1 && typeOfResource.test(text.slice(start));
}
