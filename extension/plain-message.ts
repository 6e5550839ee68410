/**
 * Others' words in a notification stay words: VS Code makes `[text](command:…)` in one a link that runs a command.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
