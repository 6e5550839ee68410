import { sections, type Template, type Value } from './template.ts';

/** The format of a template's file. */
export type Format = 'yaml' | 'json';

/** Returns the text of a template's file. */
export function templateText(template: Template, format: Format): string {
  const value = sections(template);
  return format === 'json' ? `${JSON.stringify(value, undefined, 2)}\n` : yaml(value);
}

/** Returns a YAML document of block mappings; intrinsic functions with a text argument by their short tags. */
export function yaml(value: Readonly<Record<string, Value>>): string {
  return `${mapping(value, '').join('\n')}\n`;
}

function mapping(value: Readonly<Record<string, Value>>, indent: string): string[] {
  return Object.entries(value).flatMap(([key, item]) =>
    entry(`${indent}${scalar(key)}:`, item, `${indent}  `),
  );
}

function sequence(value: readonly Value[], indent: string): string[] {
  return value.flatMap((item) => {
    if (!isMapping(item) || short(item) !== undefined) return entry(`${indent}-`, item, `${indent}  `);
    const [first = '', ...rest] = mapping(item, `${indent}  `);
    return [`${indent}- ${first.trimStart()}`, ...rest];
  });
}

function entry(start: string, value: Value, indent: string): string[] {
  const tagged = short(value);
  if (tagged !== undefined) return [`${start} ${tagged}`];
  if (Array.isArray(value)) return value.length === 0 ? [`${start} []`] : [start, ...sequence(value, indent)];
  if (isMapping(value)) {
    const lines = mapping(value, indent);
    return lines.length === 0 ? [`${start} {}`] : [start, ...lines];
  }
  return [`${start} ${scalar(value as string)}`];
}

function short(value: Value): string | undefined {
  if (!isMapping(value)) return undefined;
  const [[name, argument] = ['', ''], another] = Object.entries(value);
  if (another || typeof argument !== 'string') return undefined;
  if (name === 'Ref') return `!Ref ${scalar(argument)}`;
  return name.startsWith('Fn::') ? `!${name.slice(4)} ${scalar(argument)}` : undefined;
}

function isMapping(value: Value): value is Readonly<Record<string, Value>> {
  return typeof value === 'object' && !Array.isArray(value);
}

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  const plain = /^[A-Za-z./][\w./:-]*$/.test(value) && !/:$|^(true|false|yes|no|on|off|null)$/i.test(value);
  return plain ? value : JSON.stringify(value);
}
