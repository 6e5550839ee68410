/**
 * Returns text from AWS, Jira or a repository for a notification or its progress, where VS Code would make `[text](command:…)` a link that runs a command.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}

/** Like `plainMessage`, for the line below an input box, where VS Code also draws `$(name)` as an icon. */
export function plainPrompt(text: string): string {
  return withoutIcons(plainMessage(text));
}

/** Returns text from AWS, Jira or a repository for a list, where VS Code would draw `$(name)` as an icon. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
