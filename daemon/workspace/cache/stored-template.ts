import type { LineRange, TemplateFile, TemplateResource } from '../../domain/templates/template.ts';

/** A template as the cache keeps it, without its path: three JSON texts. The later ones are needed less often. */
export interface StoredTemplate {
  /** Everything except its resources. */
  readonly file: string;
  /** The parts of each resource that an index needs. */
  readonly said: string;
  /** Positions, which are needed for few resources. */
  readonly places: string;
}

/** Like `StoredTemplate`, but positions are fetched only when they are needed. */
export interface RecalledTemplate extends Omit<StoredTemplate, 'places'> {
  places(): string;
  /** Reads the file again if the stored resources cannot be used. */
  readAgain(reason: unknown): Declared;
}

type Field = keyof TemplateResource;
type Position = Exclude<Field, 'id' | 'type' | 'literals' | 'patterns'>;
type Placed = Pick<TemplateResource, Position>;
type Tuple = readonly [number, number, number, number, number, LineRange | 0, TemplateResource['properties']];
type Texts = Readonly<Record<string, string>>;

/** The resources and loops of a template. */
export type Declared = Pick<TemplateFile, 'resources' | 'loops'>;

interface Said {
  readonly types: readonly (string | null)[];
  /** Ids and type numbers, alternating: first of the resources, then of the loops. */
  readonly ids: readonly (string | number)[];
  readonly loops?: number;
  /** Position in the list, literals, patterns. Only for resources that have any. */
  readonly texts: readonly (readonly [number, Texts, Texts?])[];
}

export function store({ path: _path, resources, loops, ...file }: TemplateFile): StoredTemplate {
  const all = [...resources, ...(loops ?? [])];
  const types = [...new Set(all.map(({ type }) => type))];
  const numbers = new Map(types.map((type, number) => [type, number]));
  const said: Said = {
    types,
    ids: all.flatMap(({ id, type }) => [id, numbers.get(type) ?? 0]),
    ...(loops && { loops: loops.length }),
    texts: all.flatMap(({ literals, patterns }, position): Said['texts'] =>
      patterns ? [[position, literals, patterns]] : isEmpty(literals) ? [] : [[position, literals]],
    ),
  };
  return { file: JSON.stringify(file), said: JSON.stringify(said), places: JSON.stringify(all.map(tupleOf)) };
}

/**
 * Returns the stored template of a path. Its resources and their positions are parsed on first use.
 * @throws Error if `file` cannot be used.
 */
export function restore(path: string, recalled: RecalledTemplate): TemplateFile {
  let declared: Declared | undefined;
  const read = () => {
    declared ??= declaredIn(recalled);
    return declared;
  };
  return {
    path,
    ...(JSON.parse(recalled.file) as Omit<TemplateFile, 'path' | keyof Declared>),
    get resources() {
      return read().resources;
    },
    get loops() {
      return read().loops ?? noLoops;
    },
  };
}

function declaredIn(recalled: RecalledTemplate): Declared {
  try {
    return parsed(recalled);
  } catch (error) {
    return recalled.readAgain(error);
  }
}

function parsed(recalled: RecalledTemplate): Declared {
  const { types, ids, loops = 0, texts } = JSON.parse(recalled.said) as Said;
  const count = ids.length / 2;
  const shared = new StoredPlaces(recalled, count);
  const all: StoredResource[] = [];
  for (let position = 0; position < count; position++) {
    const type = types[ids[position * 2 + 1] as number] ?? null;
    all.push(new StoredResource(ids[position * 2] as string, type, shared, position));
  }
  for (const [position, literals, patterns] of texts) {
    const resource = all[position];
    if (!resource) continue;
    resource.literals = literals;
    if (patterns) resource.patterns = patterns;
  }
  if (loops === 0) return { resources: all };
  return { resources: all.slice(0, all.length - loops), loops: all.slice(all.length - loops) };
}

const noLoops: readonly TemplateResource[] = [];
const noTexts: Texts = {};
/** Position of a resource that no longer exists in its file. */
const nowhere: Placed = { line: 0, column: 0, keyEndColumn: 0, endLine: 0, endColumn: 0, properties: {} };

class StoredPlaces {
  private readonly recalled: RecalledTemplate;
  private readonly count: number;
  private placed: readonly Placed[] | undefined;

  constructor(recalled: RecalledTemplate, count: number) {
    this.recalled = recalled;
    this.count = count;
  }

  at(position: number): Placed {
    this.placed ??= this.read();
    return this.placed[position] ?? nowhere;
  }

  private read(): readonly Placed[] {
    try {
      const tuples = JSON.parse(this.recalled.places()) as readonly Tuple[];
      if (tuples.length !== this.count)
        throw new Error(`There are ${tuples.length} places of ${this.count} resources.`);
      return tuples.map(placedOf);
    } catch (error) {
      const { resources, loops = [] } = this.recalled.readAgain(error);
      return [...resources, ...loops];
    }
  }
}

/** Every field is named, so that a new field of templates does not compile until the cache keeps it, too. */
class StoredResource implements Record<Field, unknown> {
  readonly id: string;
  readonly type: string | null;
  literals = noTexts;
  declare patterns: Texts;
  private readonly places: StoredPlaces;
  private readonly position: number;

  constructor(id: string, type: string | null, places: StoredPlaces, position: number) {
    this.id = id;
    this.type = type;
    this.places = places;
    this.position = position;
  }

  get typeRange(): LineRange {
    return this.places.at(this.position).typeRange as LineRange;
  }
  get line(): number {
    return this.places.at(this.position).line;
  }
  get column(): number {
    return this.places.at(this.position).column;
  }
  get keyEndColumn(): number {
    return this.places.at(this.position).keyEndColumn;
  }
  get endLine(): number {
    return this.places.at(this.position).endLine;
  }
  get endColumn(): number {
    return this.places.at(this.position).endColumn;
  }
  get properties(): TemplateResource['properties'] {
    return this.places.at(this.position).properties;
  }
}

function tupleOf(resource: Placed): Tuple {
  const { line, column, keyEndColumn, endLine, endColumn, typeRange, properties } = resource;
  return [line, column, keyEndColumn, endLine, endColumn, typeRange ?? 0, properties];
}

function placedOf([line, column, keyEndColumn, endLine, endColumn, typeRange, properties]: Tuple): Placed {
  const placed = { line, column, keyEndColumn, endLine, endColumn, properties };
  return typeRange === 0 ? placed : { ...placed, typeRange };
}

function isEmpty(texts: Texts): boolean {
  for (const _ in texts) return false;
  return true;
}
