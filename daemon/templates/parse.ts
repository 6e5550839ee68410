import { type Event, parseEvents, YAMLException } from 'js-yaml';

/** A text as it could be parsed: `pads` says how many columns were put before a line to make it so. */
export interface ParsedText {
  readonly events: readonly Event[];
  readonly text: string;
  readonly pads: ReadonlyMap<number, number>;
}

const deepest = 300;
const mostPads = 50;
const padding = ' '.repeat(200);

/**
 * Parses YAML or JSON, and what CloudFormation takes although strict YAML does not: continuation lines of flow
 * collections and quoted scalars that are not indented enough (they are padded), and Jinja around the template
 * (masked by filler of the same length).
 * @throws YAMLException
 */
export function parseText(text: string): ParsedText {
  try {
    return parsePadded(text);
  } catch (error) {
    if (!text.includes('{%') && !text.includes('{{')) throw error;
    return parsePadded(maskJinja(text));
  }
}

function parsePadded(original: string): ParsedText {
  const pads = new Map<number, number>();
  let text = original;
  for (;;) {
    try {
      return { events: parseEvents(text, { maxDepth: deepest }), text, pads };
    } catch (error) {
      const line = deficientLine(error);
      if (line === undefined || pads.has(line) || pads.size >= mostPads) throw error;
      pads.set(line, padding.length);
      text = padLine(text, line);
    }
  }
}

function deficientLine(error: unknown): number | undefined {
  if (!(error instanceof YAMLException) || !error.reason?.includes('deficient indentation')) return undefined;
  return error.mark?.line;
}

function padLine(text: string, line: number): string {
  const start = line === 0 ? 0 : (lineStarts(text)[line] ?? text.length);
  return text.slice(0, start) + padding + text.slice(start);
}

function lineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
}

function maskJinja(text: string): string {
  return text
    .replace(/\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g, (block) => block.replace(/[^\r\n]/g, ' '))
    .replace(/\{\{[\s\S]*?\}\}/g, (block) => block.replace(/[^\r\n]/g, 'x'));
}
