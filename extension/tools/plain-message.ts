/**
 * Returns text from AWS, Jira or a repository for a notification, its progress, or the line below an input box, where VS Code
 * would make `[text](command:…)` a link that runs a command.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}

/** Returns text from AWS, Jira or a repository for a list, where VS Code would draw `$(name)` as an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
