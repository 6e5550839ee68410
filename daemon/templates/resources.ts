import { EVENT_ID, type ScalarEvent } from 'js-yaml';
import { EventCursor } from './event-cursor.ts';
import type { ParsedText } from './parse.ts';
import { positionsIn } from './positions.ts';
import {
  isMergeKey,
  isNull,
  literalAt,
  type Properties,
  readProperties,
  type ToRange,
} from './properties.ts';
import { put } from './record.ts';
import type { LineRange, TemplateResource } from './template.ts';

export interface FoundResources {
  readonly resources: TemplateResource[];
  /** Bodies of `Fn::ForEach`. */
  readonly loops: TemplateResource[];
  /** Parameter → its scalar default. */
  readonly defaults: Record<string, string>;
}

/** What a resource says; a merge key brings what it does not say itself. */
interface Fields {
  /** The name is `null` where the type is no text. */
  type?: { name: string | null; range?: LineRange } | undefined;
  properties?: Properties | undefined;
}

/** `AWS::S3::Bucket`, `Custom::Lookup`, `Alexa::ASK::Skill`, `MyOrg::Unit::Module::MODULE`. */
const resourceType = /^[A-Za-z0-9]+::[\w.@-]+(::[\w.@-]+)*$/;

/**
 * The resources of a parsed text, in the order of the text; nothing where it is no CloudFormation template. A logical
 * id that is repeated is told at each place: which of them was meant is not known, and a linter will complain. Of a
 * repeated `Type`, `Properties` or property the last counts, as in JSON.
 * @param below Keys of a larger file below which the template stands, whole or as a list of parts.
 */
export function readResources(parsed: ParsedText, below: readonly string[] = []): FoundResources | undefined {
  const cursor = new EventCursor(parsed);
  const range = rangesIn(parsed);
  const found: FoundResources = { resources: [], loops: [], defaults: {} };
  let declared = false;

  const typeInto = (fields: Fields): number => {
    const value = cursor.peek();
    const name = value?.type === EVENT_ID.SCALAR ? cursor.valueOf(value) : undefined;
    fields.type =
      value?.type !== EVENT_ID.SCALAR || name === undefined || isNull(value, name)
        ? { name: null }
        : { name, range: range(cursor.startOfValue(value), cursor.endOfScalar(value)) };
    return cursor.skip();
  };

  const propertiesInto = (fields: Fields): number =>
    readProperties(cursor, range, (properties) => {
      fields.properties = properties;
    });

  const fieldsInto = (fields: Fields): number => {
    const merged: Fields = {};
    const end = cursor.mapping((field, name) => {
      if (name === 'Type') return cursor.follow(() => typeInto(fields));
      if (name === 'Properties') return cursor.follow(() => propertiesInto(fields));
      if (!isMergeKey(field, name)) return cursor.skip();
      return cursor.followEach(() => {
        const other: Fields = {};
        const otherEnd = fieldsInto(other);
        merged.type ??= other.type;
        merged.properties ??= other.properties;
        return otherEnd;
      });
    });
    fields.type ??= merged.type;
    fields.properties ??= merged.properties;
    return end;
  };

  const resource = (key: ScalarEvent, id: string, into: TemplateResource[]): number => {
    const fields: Fields = {};
    const end = cursor.follow(() => fieldsInto(fields));
    if (!fields.type) return end;
    const [line, column, keyEndColumn] = range(cursor.startOf(key), cursor.endOfScalar(key));
    const [endLine, , endColumn] = range(end, end);
    const { ranges = {}, literals = {}, patterns = {} } = fields.properties ?? {};
    into.push({
      id,
      type: fields.type.name,
      ...(fields.type.range && { typeRange: fields.type.range }),
      line,
      column,
      keyEndColumn,
      endLine,
      endColumn,
      properties: ranges,
      literals,
      ...(Object.keys(patterns).length > 0 && { patterns }),
    });
    return end;
  };

  const loop = (): number =>
    cursor.sequence((position) => (position === 2 ? entriesInto(found.loops) : cursor.skip()));

  const entriesInto = (into: TemplateResource[]): number =>
    cursor.follow(() =>
      cursor.mapping((key, id) => (id.startsWith('Fn::ForEach::') ? loop() : resource(key, id, into))),
    );

  const parameter = (name: string): number =>
    cursor.mapping((_key, field) => {
      const value = field === 'Default' ? literalAt(cursor) : undefined;
      if (value !== undefined) put(found.defaults, name, value);
      return cursor.skip();
    });

  const template = (): number =>
    cursor.mapping((_key, name) => {
      if (name === 'AWSTemplateFormatVersion') declared = true;
      if (name === 'Resources') return entriesInto(found.resources);
      return name === 'Parameters' ? cursor.mapping((_parameter, each) => parameter(each)) : cursor.skip();
    });

  const templateBelow = (depth: number): number => {
    const part = depth > 0 && cursor.peek()?.type === EVENT_ID.SEQUENCE;
    if (part) return cursor.sequence(() => cursor.follow(() => templateBelow(depth)));
    if (depth === below.length) return template();
    return cursor.mapping((_key, name) =>
      name === below[depth] ? cursor.follow(() => templateBelow(depth + 1)) : cursor.skip(),
    );
  };

  while (cursor.enterDocument()) {
    templateBelow(0);
    cursor.leaveDocument();
  }
  const isTemplate =
    declared || [...found.resources, ...found.loops].some(({ type }) => resourceType.test(type ?? ''));
  return isTemplate ? found : undefined;
}

/** Offsets of the parsed text to columns of the written one. What goes on over several lines ends with its first. */
export function rangesIn({ text, pads }: ParsedText): ToRange {
  const positions = positionsIn(text);
  return (start, end) => {
    const line = positions.line(start);
    const pad = pads.get(line) ?? 0;
    const column = positions.column(start) - pad;
    return [line, column, column + Math.min(end, positions.lineEnd(line)) - start];
  };
}
