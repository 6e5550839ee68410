/**
 * Others' words in a notification stay words: VS Code makes `[text](command:…)` in one a link that runs a command.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}

/** Others' words in a list stay words: VS Code draws `$(name)` in a row as an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
