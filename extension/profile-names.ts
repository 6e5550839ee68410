/** Section names of an AWS configuration or credentials file that are profiles. */
export function profileNames(text: string): string[] {
  return [...text.matchAll(/^\s*\[\s*(?:profile\s+)?("?)([^\]"]+?)\1\s*\]/gm)]
    .map(([, , name = '']) => name.trim())
    .filter((name) => !/^(sso-session|services)\s/.test(name));
}
