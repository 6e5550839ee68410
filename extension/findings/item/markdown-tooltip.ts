import { MarkdownString } from 'vscode';
import { escapeMarkdown } from '../../tools/markdown.ts';

/** Of one line of a tooltip: a comment or a sentence of a source may be long. */
const maxCharacters = 1_000;

/** The parts of a tooltip. All texts are plain. */
export interface TooltipParts {
  readonly title: string;
  /** Events and next steps, a paragraph each. */
  readonly news: readonly (string | undefined)[];
  /** A list below it. */
  readonly facts: readonly string[];
  readonly remedy?: string | undefined;
}

/**
 * Returns a tooltip in Markdown. Text from AWS, Jira and repositories is escaped, so the only markup is ours; nothing in it runs a
 * command, loads a picture or draws an icon.
 */
export function markdownTooltip({ title, news, facts, remedy }: TooltipParts): MarkdownString {
  const paragraphs = [...news, remedy].filter((line) => line !== undefined && line !== '');
  const list = facts.filter((line) => line !== '').map((line) => `- ${plain(line)}`);
  const tooltip = new MarkdownString(
    [`**${plain(title)}**`, ...paragraphs.map((line) => plain(line ?? '')), list.join('\n')].join('\n\n'),
  );
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  return tooltip;
}

function plain(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  const shown = characters.slice(0, maxCharacters).join('');
  return escapeMarkdown(characters.length > maxCharacters ? `${shown}…` : shown);
}
