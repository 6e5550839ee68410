import { type Positions, positionsIn } from '../read/positions.ts';
import { put } from '../read/record.ts';
import type { LineRange, TemplateFile, TemplateResource } from '../template.ts';
import { moveEnd, moveSpan, type Span, type TextEdit } from './text-edit.ts';

interface Held {
  readonly resource: TemplateResource;
  readonly key: Span;
  readonly type: Span | undefined;
  readonly end: number;
  readonly properties: readonly (readonly [name: string, span: Span])[];
}

/** A template whose positions follow the edits of its text. Positions are kept as offsets. */
export interface HeldTemplate {
  readonly file: TemplateFile;
  readonly resources: readonly Held[];
  readonly loops: readonly Held[];
}

/** @param text The text from which the template was read, without byte order mark. */
export function hold(file: TemplateFile, text: string): HeldTemplate {
  const { offset } = positionsIn(text);
  const span = ([line, column, endColumn]: LineRange): Span => [
    offset(line, column),
    offset(line, endColumn),
  ];
  const held = (resource: TemplateResource): Held => ({
    resource,
    key: span([resource.line, resource.column, resource.keyEndColumn]),
    type: resource.typeRange && span(resource.typeRange),
    end: offset(resource.endLine, resource.endColumn),
    properties: Object.entries(resource.properties).map(([name, range]) => [name, span(range)]),
  });
  return { file, resources: file.resources.map(held), loops: (file.loops ?? []).map(held) };
}

/** Returns the template after an edit. Removes resources and properties whose key was deleted. */
export function move({ file, resources, loops }: HeldTemplate, edit: TextEdit): HeldTemplate {
  const moved = (held: Held): Held[] => {
    const key = moveSpan(held.key, edit);
    if (!key) return [];
    return [
      {
        resource: held.resource,
        key,
        type: held.type && moveSpan(held.type, edit),
        end: Math.max(key[1], moveEnd(held.end, edit)),
        properties: held.properties.flatMap(([name, span]) => {
          const left = moveSpan(span, edit);
          return left ? [[name, left] as const] : [];
        }),
      },
    ];
  };
  return { file, resources: resources.flatMap(moved), loops: loops.flatMap(moved) };
}

/**
 * Returns the template with its positions in the current text. Literals stay as they were when the text was
 * read.
 */
export function release({ file, resources, loops }: HeldTemplate, text: string): TemplateFile {
  const positions = positionsIn(text);
  const { loops: _loops, ...rest } = file;
  const released = (held: Held) => releasedResource(held, text, positions);
  return {
    ...rest,
    resources: resources.map(released),
    ...(loops.length > 0 && { loops: loops.map(released) }),
  };
}

function releasedResource(held: Held, text: string, positions: Positions): TemplateResource {
  const { typeRange: _typeRange, literals, patterns, ...resource } = held.resource;
  const range = (span: Span) => rangeOf(span, positions);
  const [line, column, keyEndColumn] = range(held.key);
  const end = withoutBlanks(text, held.key[1], held.end);
  const names = new Set(held.properties.map(([name]) => name));
  const leftPatterns = patterns && only(patterns, names);
  return {
    ...resource,
    ...(held.type && { typeRange: range(held.type) }),
    line,
    column,
    keyEndColumn,
    endLine: positions.line(end),
    endColumn: positions.column(end),
    properties: recordOf(held.properties.map(([name, span]) => [name, range(span)])),
    literals: only(literals, names),
    ...(leftPatterns && Object.keys(leftPatterns).length > 0 && { patterns: leftPatterns }),
  };
}

/** Returns the range of a word. A word that was split in two ends at the end of its line. */
function rangeOf([start, end]: Span, { line, column, lineEnd }: Positions): LineRange {
  const at = line(start);
  const from = column(start);
  return [at, from, from + Math.min(end, lineEnd(at)) - start];
}

function withoutBlanks(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

function only(texts: Readonly<Record<string, string>>, names: ReadonlySet<string>): Record<string, string> {
  return recordOf(Object.entries(texts).filter(([name]) => names.has(name)));
}

function recordOf<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  const record: Record<string, Value> = {};
  for (const [name, value] of entries) put(record, name, value);
  return record;
}
