import type { TemplateFile } from '../template.ts';
import { withoutComments } from './json-comments.ts';
import { parseText } from './parse.ts';
import { readResources } from './resources.ts';
import { looksLikeTemplate, mayBeTemplate } from './sniff.ts';
import { commentReason, reasonOf, tooLargeReason } from './unreadable.ts';

export type { TemplateFile };

/** CloudFormation takes templates of at most 1 MB; twice that leaves room for what is packaged later. Bytes or UTF-16 units. */
export const largestTemplate = 2 * 1024 * 1024;

/** What reading a text gave. */
export interface Reading {
  /** Nothing where it is no template. */
  readonly template: TemplateFile | undefined;
  /** Whether it could not be parsed; the template, if there is one, says why. */
  readonly broken: boolean;
}

/** Reads texts of one kind as templates. */
export interface TemplateReader {
  /** Whether a text may be one at all: most files of a workspace are not, and need not be parsed. */
  mayRead(text: string): boolean;
  /** Never throws. */
  read(path: string, content: string): Reading;
}

export const templateReader: TemplateReader = { mayRead: mayBeTemplate, read: readText };

/**
 * Reads one CloudFormation template, YAML or JSON, with positions. A byte order mark counts for nothing, as in an
 * editor. Answers nothing for what is not a template; `AWSTemplateFormatVersion` is not required. Never throws,
 * whatever the content.
 */
export function readTemplate(path: string, content: string): TemplateFile | undefined {
  return mayBeTemplate(content) ? readText(path, content).template : undefined;
}

/** As `readTemplate`, and tells what is no template from what does not parse. */
export function readText(path: string, content: string): Reading {
  const text = withoutMark(content);
  const mayBeCommented = /^\s*[{/]/.test(text) && text.length <= largestTemplate;
  return (mayBeCommented ? readCommented(path, text) : undefined) ?? readPlain(path, text);
}

function readPlain(path: string, text: string): Reading {
  const format = /^\s*(\{(?![{%#])|\[)/.test(text) ? 'json' : 'yaml';
  const unreadable = (error: string, start = text): Reading => ({
    template: looksLikeTemplate(start) ? { path, format, resources: [], error } : undefined,
    broken: true,
  });
  if (text.length > largestTemplate)
    return unreadable(tooLargeReason(text.length), text.slice(0, largestTemplate));
  try {
    const found = readResources(parseText(text));
    if (!found) return { template: undefined, broken: false };
    const { resources, loops, defaults } = found;
    return {
      template: {
        path,
        format,
        resources,
        ...(loops.length > 0 && { loops }),
        ...(Object.keys(defaults).length > 0 && { defaults }),
      },
      broken: false,
    };
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

/** JSON with comments, which a parser of YAML takes for parts of keys. Nothing where there are none, or no template. */
function readCommented(path: string, text: string): Reading | undefined {
  const plain = withoutComments(text);
  const template = plain && readPlain(path, plain.text).template;
  return template && { template: { ...template, error: commentReason(plain.line) }, broken: false };
}

/** Without the byte order mark, as an editor shows it. */
export function withoutMark(content: string): string {
  return content.startsWith('\uFEFF') ? content.slice(1) : content;
}
