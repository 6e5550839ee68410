/**
 * Returns the XML of query services: lists are `member` elements, dates are ISO 8601, absent values are left out. A bare CR
 * is escaped, because parsers of XML read it as LF.
 */
export function toXml(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join('');
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Object) {
    return Object.entries(value)
      .filter(([, content]) => content !== undefined && content !== null)
      .map(([name, content]) => `<${name}>${toXml(content)}</${name}>`)
      .join('');
  }
  return String(value).replace(/[<>&"'\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
