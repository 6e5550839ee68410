import { EVENT_ID, type ScalarEvent, YAMLException } from 'js-yaml';
import { EventCursor } from './event-cursor.ts';
import { type ParsedText, parseText } from './parse.ts';
import { positionsIn } from './positions.ts';

/** A line and its columns, end exclusive: `[line, column, endColumn]`. 0-based, UTF-16. */
export type LineRange = readonly [line: number, column: number, endColumn: number];

/** One logical resource. Its key's range includes quotes; its end is behind the last non-blank character of its value. */
export interface TemplateResource {
  readonly id: string;
  readonly type: string;
  readonly typeRange: LineRange;
  readonly line: number;
  readonly column: number;
  readonly keyEndColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly properties: Readonly<Record<string, LineRange>>;
  /** Properties that are plain scalars as written: a literal name is found here. */
  readonly literals: Readonly<Record<string, string>>;
}

export interface TemplateFile {
  readonly path: string;
  readonly format: 'yaml' | 'json';
  readonly resources: readonly TemplateResource[];
  /** Bodies of `Fn::ForEach`, as written. */
  readonly loops?: readonly TemplateResource[];
  /** Why it could not be read: `line 12: …`. */
  readonly error?: string;
}

const resourceType = /^[A-Za-z0-9]+::[A-Za-z0-9_.]+(::[A-Za-z0-9_.@-]+)*$/;
/** What a template looks like even where it cannot be parsed. */
const looksLikeTemplate = /^\s*["']?Resources["']?\s*:[\s\S]*["']?Type["']?\s*:\s*["']?(AWS|Custom)::/m;

/**
 * Reads one CloudFormation template, YAML or JSON, with positions. A byte order mark counts for nothing, as in an
 * editor. Answers nothing for what is not a template; `AWSTemplateFormatVersion` is not required.
 */
export function readTemplate(path: string, content: string): TemplateFile | undefined {
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content;
  const format = /^\s*[{[]/.test(text) ? 'json' : 'yaml';
  let parsed: ParsedText;
  try {
    parsed = parseText(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return looksLikeTemplate.test(text) ? { path, format, resources: [], error: reasonOf(error) } : undefined;
  }
  const found = readResources(parsed);
  if (!found) return undefined;
  return { path, format, resources: found.resources, ...(found.loops.length > 0 && { loops: found.loops }) };
}

function reasonOf({ mark, reason }: YAMLException): string {
  return mark ? `line ${mark.line + 1}: ${reason}` : reason;
}

interface Found {
  readonly resources: TemplateResource[];
  readonly loops: TemplateResource[];
}

function readResources(parsed: ParsedText): Found | undefined {
  const cursor = new EventCursor(parsed.events, parsed.text);
  const range = rangesIn(parsed);
  const found: Found = { resources: [], loops: [] };
  let declared = false;

  const resource = (key: ScalarEvent, id: string, into: TemplateResource[]): number => {
    if (cursor.peek()?.type !== EVENT_ID.MAPPING) return cursor.skip();
    let type: { name: string; range: LineRange } | undefined;
    const properties: Record<string, LineRange> = {};
    const literals: Record<string, string> = {};
    const end = cursor.mapping((field, name) => {
      const value = cursor.peek();
      if (name === 'Type' && value?.type === EVENT_ID.SCALAR) {
        type = {
          name: cursor.valueOf(value),
          range: range(cursor.startOf(value), cursor.endOfScalar(value)),
        };
      }
      if (name !== 'Properties' || field.valueStart < 0) return cursor.skip();
      return cursor.mapping((property, propertyName) => {
        properties[propertyName] = range(cursor.startOf(property), cursor.endOfScalar(property));
        const scalar = cursor.peek();
        if (scalar?.type === EVENT_ID.SCALAR && scalar.tagStart < 0 && scalar.valueStart >= 0) {
          literals[propertyName] = cursor.valueOf(scalar);
        }
        return cursor.skip();
      });
    });
    if (!type || !resourceType.test(type.name)) return end;
    const [line, column, keyEndColumn] = range(cursor.startOf(key), cursor.endOfScalar(key));
    const [endLine, , endColumn] = range(end, end);
    into.push({
      id,
      type: type.name,
      typeRange: type.range,
      line,
      column,
      keyEndColumn,
      endLine,
      endColumn,
      properties,
      literals,
    });
    return end;
  };

  const loop = (): number =>
    cursor.sequence((position) =>
      position === 2 ? cursor.mapping((key, id) => entry(key, id, found.loops)) : cursor.skip(),
    );

  const entry = (key: ScalarEvent, id: string, into: TemplateResource[]): number =>
    id.startsWith('Fn::ForEach::') ? loop() : resource(key, id, into);

  while (cursor.enterDocument()) {
    cursor.mapping((_key, name) => {
      if (name === 'AWSTemplateFormatVersion') declared = true;
      return name === 'Resources'
        ? cursor.mapping((key, id) => entry(key, id, found.resources))
        : cursor.skip();
    });
    cursor.leaveDocument();
  }
  return found.resources.length + found.loops.length > 0 || declared ? found : undefined;
}

/** Offsets of the parsed text to columns of the written one. */
function rangesIn({ text, pads }: ParsedText): (start: number, end: number) => LineRange {
  const positions = positionsIn(text);
  return (start, end) => {
    const line = positions.line(start);
    const pad = pads.get(line) ?? 0;
    const column = positions.column(start) - pad;
    return [line, column, column + (end - start)];
  };
}
