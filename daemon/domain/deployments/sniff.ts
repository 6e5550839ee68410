const statement =
  /aws:cloudformation:stack|\bcloudformation\s+(?:deploy|package|create|update)|\b(?:sam|rain|sls|serverless)\s+(?:deploy|sync)\b|^(?:stacks|service|template-file-path):|\bstack_name\b/m;

/** Whether a file that is too large to be read says something about stacks, as far as its beginning tells. */
export function seemsToState(head: string): boolean {
  return statement.test(head);
}
