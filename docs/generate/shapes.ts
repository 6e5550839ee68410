import type { Schema, Shape } from '#protocol/schema.ts';
import { memberDoc } from './source.ts';

/** The names of the schemas that have one, by their shape. */
export type NamedShapes = ReadonlyMap<Shape, string>;

/** Returns a shape as TypeScript, with limits as comments. @param text The source, which has the members' docstrings. */
export function typeText(shape: Shape, names: NamedShapes, text: string, indent = ''): string {
  switch (shape.kind) {
    case 'text':
      return 'string';
    case 'number':
    case 'boolean':
      return shape.kind;
    case 'choice':
      return shape.values.map((value) => `'${value}'`).join(' | ');
    case 'list':
      return shape.item.kind === 'choice'
        ? `(${nameOf(shape.item, names, text, indent)})[]`
        : `${nameOf(shape.item, names, text, indent)}[]`;
    case 'record':
      return `{ [name: string]: ${nameOf(shape.item, names, text, indent)} }`;
    case 'union':
      return shape.options.map((option) => nameOf(option, names, text, indent)).join(' | ');
    case 'object': {
      const members = Object.entries(shape.members);
      if (members.length === 0) return '{}';
      const lines = members.flatMap(([name, member]) =>
        memberLines(name, member, names, text, `${indent}  `),
      );
      return `{\n${lines.join('\n')}\n${indent}}`;
    }
  }
}

function memberLines(
  name: string,
  member: Schema<unknown>,
  names: NamedShapes,
  text: string,
  indent: string,
) {
  const doc = [memberDoc(text, name), limitsOf(member.shape)].filter(Boolean).join(' ');
  const mark = 'isOptional' in member ? '?' : '';
  const type = nameOf(member.shape, names, text, indent);
  return [...(doc === '' ? [] : [`${indent}/** ${doc} */`]), `${indent}${name}${mark}: ${type};`];
}

function nameOf(shape: Shape, names: NamedShapes, text: string, indent: string): string {
  return names.get(shape) ?? typeText(shape, names, text, indent);
}

function limitsOf(shape: Shape): string | undefined {
  if (shape.kind !== 'text') return undefined;
  const { minCharacters: min, maxCharacters: max, isPath } = shape;
  const path = isPath ? 'An absolute path. ' : '';
  const length =
    min !== undefined && max !== undefined
      ? `${min} to ${max} UTF-16 units.`
      : min !== undefined
        ? 'Not empty.'
        : max !== undefined
          ? `${max} UTF-16 units at most.`
          : '';
  return `${path}${length}`.trim();
}
