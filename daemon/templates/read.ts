import { YAMLException } from 'js-yaml';
import { parseText } from './parse.ts';
import { readResources } from './resources.ts';
import type { TemplateFile } from './template.ts';

export type { TemplateFile };

/**
 * Reads one CloudFormation template, YAML or JSON, with positions. A byte order mark counts for nothing, as in an
 * editor. Answers nothing for what is not a template; `AWSTemplateFormatVersion` is not required. Never throws,
 * whatever the content.
 */
export function readTemplate(path: string, content: string): TemplateFile | undefined {
  if (!content.includes('Resources') && !content.includes('AWSTemplateFormatVersion')) return undefined;
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content;
  const format = /^\s*(\{(?![{%#])|\[)/.test(text) ? 'json' : 'yaml';
  try {
    const found = readResources(parseText(text));
    if (!found) return undefined;
    return {
      path,
      format,
      resources: found.resources,
      ...(found.loops.length > 0 && { loops: found.loops }),
      ...(Object.keys(found.defaults).length > 0 && { defaults: found.defaults }),
    };
  } catch (error) {
    return looksLikeTemplate(text) ? { path, format, resources: [], error: reasonOf(error) } : undefined;
  }
}

const resourcesKey = /(?:^|[{,])[ \t]*["']?Resources["']?[ \t]*:/m;
const typeOfResource = /["']?\bType["']?[ \t]*:[ \t]*["']?(?:AWS|Alexa|Custom)::/;

/** What a template looks like even where it cannot be parsed. */
function looksLikeTemplate(text: string): boolean {
  const start = text.search(resourcesKey);
  return start !== -1 && typeOfResource.test(text.slice(start));
}

function reasonOf(error: unknown): string {
  if (error instanceof YAMLException && error.mark) return `line ${error.mark.line + 1}: ${error.reason}`;
  return error instanceof Error ? error.message : String(error);
}
