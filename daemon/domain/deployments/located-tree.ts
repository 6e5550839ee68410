import { EVENT_ID, YAMLException } from 'js-yaml';
import { EventCursor } from '../templates/read/event-cursor.ts';
import { parseText } from '../templates/read/parse.ts';
import { type Positions, positionsIn } from '../templates/read/positions.ts';

/**
 * A node of a YAML or JSON text, with its line. All scalars are text as written: `012345678901` stays
 * unchanged.
 */
export type Node = Scalar | Branch | List;

export interface Scalar {
  readonly kind: 'scalar';
  readonly text: string;
  /** 0-based line of the value's first character. For a block, that line is below the block's header. */
  readonly line: number;
  /** Whether its lines are lines of the file: a block with `|`, or a single line. */
  readonly literal: boolean;
}

export interface Branch {
  readonly kind: 'branch';
  readonly line: number;
  /** If a key is repeated, the last one counts. `line` is the line of the key. */
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly line: number;
  readonly value: Node;
}

export interface List {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly Node[];
}

/** More nodes than any file that people write. Later nodes are left out. */
const maxNodes = 100_000;

/** Returns the first document of the text; `undefined` if the text is empty or does not parse. */
export function treeOf(content: string): Node | undefined {
  const text = content.startsWith('\uFEFF') ? content.slice(1) : content;
  try {
    const parsed = parseText(text);
    const cursor = new EventCursor(parsed);
    return cursor.enterDocument() ? new TreeReader(cursor, positionsIn(parsed.text)).node() : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the 0-based line at which a text stops being YAML; `undefined` if all of it is YAML. */
export function brokenLineOf(content: string): number | undefined {
  try {
    parseText(content);
    return undefined;
  } catch (error) {
    return (error instanceof YAMLException ? error.mark?.line : undefined) ?? 0;
  }
}

class TreeReader {
  private left = maxNodes;
  private readonly cursor: EventCursor;
  private readonly positions: Positions;

  constructor(cursor: EventCursor, positions: Positions) {
    this.cursor = cursor;
    this.positions = positions;
  }

  /** Consumes one node. Follows an alias. */
  node(): Node {
    let found: Node | undefined;
    this.into((node) => {
      found = node;
    });
    return found ?? empty(0);
  }

  private into(take: (node: Node) => void): void {
    const event = --this.left < 0 ? undefined : this.cursor.peek();
    switch (event?.type) {
      case EVENT_ID.ALIAS:
        this.cursor.follow(() => this.into(take));
        break;
      case EVENT_ID.SCALAR: {
        const text = this.cursor.valueOf(event);
        const start = Math.max(event.valueStart, 0);
        const line = this.positions.line(start);
        const lines = this.positions.line(Math.max(event.valueEnd - 1, start)) - line;
        take({ kind: 'scalar', text, line, literal: lines === text.trimEnd().split('\n').length - 1 });
        this.cursor.skip();
        break;
      }
      case EVENT_ID.MAPPING: {
        const entries = new Map<string, Entry>();
        take({ kind: 'branch', line: this.positions.line(event.start), entries });
        this.cursor.mapping((key, name) => {
          const line = this.positions.line(Math.max(this.cursor.startOf(key), 0));
          this.into((value) => entries.set(name, { line, value }));
        });
        break;
      }
      case EVENT_ID.SEQUENCE: {
        const items: Node[] = [];
        take({ kind: 'list', line: this.positions.line(event.start), items });
        this.cursor.sequence(() => this.into((item) => items.push(item)));
        break;
      }
      default:
        this.cursor.skip();
    }
  }
}

function empty(line: number): Scalar {
  return { kind: 'scalar', text: '', line, literal: true };
}

export function entryOf(node: Node | undefined, ...names: string[]): Entry | undefined {
  let entry: Entry | undefined;
  let at = node;
  for (const name of names) {
    entry = at?.kind === 'branch' ? at.entries.get(name) : undefined;
    if (!entry) return undefined;
    at = entry.value;
  }
  return entry;
}

export function nodeAt(node: Node | undefined, ...names: string[]): Node | undefined {
  return entryOf(node, ...names)?.value;
}

/** Returns the text of a scalar; `undefined` if it is empty. */
export function textAt(node: Node | undefined, ...names: string[]): string | undefined {
  const found = names.length === 0 ? node : nodeAt(node, ...names);
  return found?.kind === 'scalar' && found.text !== '' ? found.text : undefined;
}

export function entriesOf(node: Node | undefined): [string, Entry][] {
  return node?.kind === 'branch' ? [...node.entries] : [];
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : [];
}
