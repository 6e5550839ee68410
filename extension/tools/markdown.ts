/**
 * Returns text from AWS, Jira or a repository for Markdown: every character that could be read as markup, HTML, an icon or an
 * address becomes a character reference.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&:@$/]/g, (character) => `&#${character.charCodeAt(0)};`);
}
