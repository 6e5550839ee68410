import { EVENT_ID, type ScalarEvent } from 'js-yaml';
import type { LineRange, TemplateResource } from '../template.ts';
import { EventCursor } from './event-cursor.ts';
import type { ParsedText } from './parse.ts';
import { isMergeKey, isNull, type Properties, readLiteral, readProperties } from './properties.ts';
import { rangesIn } from './ranges.ts';
import { put } from './record.ts';

export interface FoundResources {
  readonly resources: TemplateResource[];
  /** Bodies of `Fn::ForEach`. */
  readonly loops: TemplateResource[];
  /** Parameter → its scalar default. */
  readonly defaults: Record<string, string>;
}

/** The fields of a resource; a merge key adds those that it does not have itself. */
interface Fields {
  /** The name is `null` if the type is not a text. */
  type?: { name: string | null; range?: LineRange } | undefined;
  properties?: Properties | undefined;
}

/** `AWS::S3::Bucket`, `Custom::Lookup`, `Alexa::ASK::Skill`, `MyOrg::Unit::Module::MODULE`. */
const resourceType = /^[A-Za-z0-9]+::[\w.@-]+(::[\w.@-]+)*$/;

/**
 * Returns the resources of a parsed text, in its order; `undefined` if it is not a CloudFormation template. A
 * repeated logical id is returned at each position, because it is unknown which one is meant, and a linter
 * reports it. If `Type`, `Properties` or a property is repeated, the last one counts, as in JSON.
 * @param below Keys of a larger file that lead to the template, which is one mapping or a list of parts.
 */
export function readResources(parsed: ParsedText, below: readonly string[] = []): FoundResources | undefined {
  const cursor = new EventCursor(parsed);
  const range = rangesIn(parsed);
  const found: FoundResources = { resources: [], loops: [], defaults: {} };
  let declared = false;

  const readType = (): Fields['type'] => {
    const value = cursor.peek();
    cursor.skip();
    if (value?.type !== EVENT_ID.SCALAR) return { name: null };
    const name = cursor.valueOf(value);
    return isNull(value, name)
      ? { name: null }
      : { name, range: range(cursor.startOfValue(value), cursor.endOfScalar(value)) };
  };

  const readFields = (): Fields => {
    const own: Fields = {};
    const merged: Fields[] = [];
    cursor.mapping((field, name) => {
      if (name === 'Type') own.type = cursor.follow(readType) ?? own.type;
      else if (name === 'Properties')
        own.properties = cursor.follow(() => readProperties(cursor, range)) ?? own.properties;
      else if (isMergeKey(field, name)) cursor.followEach(() => merged.push(readFields()));
      else cursor.skip();
    });
    for (const other of merged) {
      own.type ??= other.type;
      own.properties ??= other.properties;
    }
    return own;
  };

  const readResource = (key: ScalarEvent, id: string, into: TemplateResource[]): void => {
    const [line, column, keyEndColumn] = range(cursor.startOf(key), cursor.endOfScalar(key));
    const { type, properties } = cursor.follow(readFields) ?? {};
    if (!type) return;
    const [endLine, , endColumn] = range(cursor.end, cursor.end);
    const { ranges = {}, literals = {}, patterns = {} } = properties ?? {};
    const named = type.range ? { id, type: type.name, typeRange: type.range } : { id, type: type.name };
    const resource = {
      ...named,
      line,
      column,
      keyEndColumn,
      endLine,
      endColumn,
      properties: ranges,
      literals,
    };
    into.push(Object.keys(patterns).length > 0 ? { ...resource, patterns } : resource);
  };

  const readLoop = (): void =>
    cursor.sequence((position) => (position === 2 ? readEntries(found.loops) : cursor.skip()));

  const readEntries = (into: TemplateResource[]): void =>
    cursor.follow(() =>
      cursor.mapping((key, id) =>
        id.startsWith('Fn::ForEach::') ? readLoop() : readResource(key, id, into),
      ),
    );

  const readDefault = (parameter: string): void => {
    const value = readLiteral(cursor);
    if (value !== undefined) put(found.defaults, parameter, value);
  };

  const readParameter = (parameter: string): void =>
    cursor.mapping((_key, field) => (field === 'Default' ? readDefault(parameter) : cursor.skip()));

  const readTemplate = (): void =>
    cursor.mapping((_key, name) => {
      if (name === 'AWSTemplateFormatVersion') declared = true;
      if (name === 'Resources') readEntries(found.resources);
      else if (name === 'Parameters') cursor.mapping((_parameter, each) => readParameter(each));
      else cursor.skip();
    });

  const readBelow = (depth: number): void => {
    const isInParts = depth > 0 && cursor.peek()?.type === EVENT_ID.SEQUENCE;
    if (isInParts) cursor.sequence(() => cursor.follow(() => readBelow(depth)));
    else if (depth === below.length) readTemplate();
    else {
      cursor.mapping((_key, name) =>
        name === below[depth] ? cursor.follow(() => readBelow(depth + 1)) : cursor.skip(),
      );
    }
  };

  while (cursor.enterDocument()) {
    readBelow(0);
    cursor.leaveDocument();
  }
  const isTemplate =
    declared || [...found.resources, ...found.loops].some(({ type }) => resourceType.test(type ?? ''));
  return isTemplate ? found : undefined;
}
