const stackName =
  /aws:cloudformation:stack|\bcloudformation\s+(?:deploy|package|create|update)|\b(?:sam|rain|sls|serverless)\s+(?:deploy|sync)\b|^(?:stacks|service|template-file-path):|\bstack_name\b/m;

/** Returns whether a file that is too large to be read may name stacks, judged by its first kilobytes. */
export function mayNameStacks(head: string): boolean {
  return stackName.test(head);
}
