const resourcesKey = /(?:^|[{,])[ \t]*["']?Resources["']?[ \t]*:/m;
const typeOfResource = /["']?\bType["']?[ \t]*:[ \t]*["']?(?:AWS|Alexa|Custom)::/;
const versionInBlock = /^["']?AWSTemplateFormatVersion["']?[ \t]*:/m;
const versionInBrackets = /^\s*\{\s*["']?AWSTemplateFormatVersion["']?\s*:/;

/** Whether a text may be a template at all: most files of a workspace are not, and need not be parsed. */
export function mayBeTemplate(text: string): boolean {
  return text.includes('Resources') || text.includes('AWSTemplateFormatVersion');
}

/** Whether a text that cannot be parsed, or the beginning of one, is that of a template. Takes time in proportion to its length. */
export function looksLikeTemplate(text: string): boolean {
  if (versionInBlock.test(text) || versionInBrackets.test(text)) return true;
  const start = text.search(resourcesKey);
  return start !== -1 && typeOfResource.test(text.slice(start));
}
