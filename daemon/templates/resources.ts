import { EVENT_ID, type ScalarEvent } from 'js-yaml';
import { EventCursor } from './event-cursor.ts';
import { isFilledLater } from './jinja.ts';
import type { ParsedText } from './parse.ts';
import { positionsIn } from './positions.ts';
import type { LineRange, TemplateResource } from './template.ts';

export interface FoundResources {
  readonly resources: TemplateResource[];
  /** Bodies of `Fn::ForEach`. */
  readonly loops: TemplateResource[];
}

/** What a resource says; a merge key brings what it does not say itself. */
interface Fields {
  /** The name is `null` where the type is no text. */
  type?: { name: string | null; range?: LineRange } | undefined;
  properties?: Properties | undefined;
}

interface Properties {
  readonly ranges: Record<string, LineRange>;
  readonly literals: Record<string, string>;
}

/** `AWS::S3::Bucket`, `Custom::Lookup`, `Alexa::ASK::Skill`, `MyOrg::Unit::Module::MODULE`. */
const resourceType = /^[A-Za-z0-9]+::[\w.@-]+(::[\w.@-]+)*$/;

/** The resources of a parsed text, in the order of the text; nothing where it is no CloudFormation template. */
export function readResources(parsed: ParsedText): FoundResources | undefined {
  const cursor = new EventCursor(parsed);
  const range = rangesIn(parsed);
  const found: FoundResources = { resources: [], loops: [] };
  let declared = false;

  const typeInto = (fields: Fields): number => {
    const value = cursor.peek();
    fields.type =
      value?.type === EVENT_ID.SCALAR
        ? { name: cursor.valueOf(value), range: range(cursor.startOfValue(value), cursor.endOfScalar(value)) }
        : { name: null };
    return cursor.skip();
  };

  const propertiesInto = (fields: Fields): number => {
    const ranges: Record<string, LineRange> = {};
    const literals: Record<string, string> = {};
    const merged: Properties[] = [];
    const end = cursor.mapping((property, name) => {
      if (isMergeKey(property, name)) {
        return cursor.follow(() => {
          const other: Fields = {};
          const otherEnd = propertiesInto(other);
          if (other.properties) merged.push(other.properties);
          return otherEnd;
        });
      }
      ranges[name] = range(cursor.startOf(property), cursor.endOfScalar(property));
      const value = cursor.peek();
      if (value?.type === EVENT_ID.SCALAR && value.tagStart < 0 && value.valueStart >= 0) {
        const literal = cursor.valueOf(value);
        if (!isFilledLater(literal)) literals[name] = literal;
      }
      return cursor.skip();
    });
    fields.properties = { ranges, literals };
    for (const other of merged) {
      for (const [name, written] of Object.entries(other.ranges)) {
        if (name in ranges) continue;
        ranges[name] = written;
        const literal = other.literals[name];
        if (literal !== undefined) literals[name] = literal;
      }
    }
    return end;
  };

  const fieldsInto = (fields: Fields): number => {
    const merged: Fields = {};
    const end = cursor.mapping((field, name) => {
      if (name === 'Type') return cursor.follow(() => typeInto(fields));
      if (name === 'Properties') return cursor.follow(() => propertiesInto(fields));
      if (!isMergeKey(field, name)) return cursor.skip();
      return cursor.follow(() => {
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
    into.push({
      id,
      type: fields.type.name,
      ...(fields.type.range && { typeRange: fields.type.range }),
      line,
      column,
      keyEndColumn,
      endLine,
      endColumn,
      properties: fields.properties?.ranges ?? {},
      literals: fields.properties?.literals ?? {},
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
  const isTemplate =
    declared || [...found.resources, ...found.loops].some(({ type }) => resourceType.test(type ?? ''));
  return isTemplate ? found : undefined;
}

function isMergeKey(key: ScalarEvent, name: string): boolean {
  return name === '<<' && key.tagStart < 0;
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
