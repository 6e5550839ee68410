import { type Document, isMap, isScalar, type LineCounter, type Pair } from 'yaml';

/** 0-based line and columns of a key, end exclusive. */
type Place = readonly [line: number, column: number, endColumn: number];

/** The result of our reader, from `yaml`'s tree: the positions of each resource and each of its properties. */
export interface PlacedResource {
  readonly id: string;
  readonly type: unknown;
  readonly place: Place;
  readonly endLine: number;
  readonly properties: Readonly<Record<string, Place>>;
}

export function resourcesIn({ contents }: Document.Parsed, lines: LineCounter): PlacedResource[] {
  const resources = isMap(contents) ? contents.get('Resources', true) : undefined;
  if (!isMap(resources)) return [];
  return resources.items.flatMap((pair) => {
    const { key, value } = pair;
    if (!isMap(value)) return [];
    const properties = value.get('Properties', true);
    const end = lines.linePos(value.range?.[1] ?? 0);
    return [
      {
        id: nameOf(key),
        type: value.get('Type'),
        place: placeOf(pair, lines),
        endLine: end.line - 1,
        properties: Object.fromEntries(
          (isMap(properties) ? properties.items : []).map((item) => [nameOf(item.key), placeOf(item, lines)]),
        ),
      },
    ];
  });
}

function nameOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

function placeOf({ key }: Pair, lines: LineCounter): Place {
  const [start, end] = (isScalar(key) ? key.range : undefined) ?? [0, 0];
  const { line, col } = lines.linePos(start);
  return [line - 1, col - 1, col - 1 + end - start];
}
