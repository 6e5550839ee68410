import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { ParsedText } from './parse.ts';

/**
 * Limit of the characters that all aliases of a file expand to. It is more than people write, and less than
 * the largest file contains without aliases. Without the limit, a file of 1 MB could expand to gigabytes.
 */
const maxFollowedUnits = 1024 * 1024;
/** Added for each alias, so that a file that consists only of aliases is not followed for long. */
const aliasCostUnits = 1024;
/** Levels of aliases inside aliases. An anchor may contain its own alias, and the call stack is limited. */
const maxFollowedDepth = 50;

/** A node that an alias may refer to. */
interface Anchored {
  /** Index of its event. */
  readonly index: number;
  /** Offset of its anchor. */
  readonly start: number;
}

/**
 * Walks js-yaml's events without building a tree. Each node is consumed once, by `skip` or by one of the
 * readers. Events have no end for collections. The end is searched from the last leaf, and only if it is
 * needed.
 */
export class EventCursor {
  private index = 0;
  /** End of the last text that was consumed, and the empty nodes and brackets that followed it. */
  private endOfText = 0;
  private emptyAfter = false;
  private bracketsAfter = 0;
  private readonly events: readonly Event[];
  private readonly text: string;
  private readonly written: string;
  private left = maxFollowedUnits;
  private depth = 0;
  private anchors: ReadonlyMap<string, readonly Anchored[]> | undefined;

  constructor({ events, text, written }: Omit<ParsedText, 'pads'>) {
    this.events = events;
    this.text = text;
    this.written = written;
  }

  /**
   * Exclusive end of the node that was consumed last. If the node has no text, the offset after its key's
   * colon.
   */
  get end(): number {
    let end = this.emptyAfter ? this.afterColon(this.endOfText) : this.endOfText;
    for (let left = this.bracketsAfter; left > 0; left--) end = this.closingBracket(end);
    return end;
  }

  peek(): Event | undefined {
    return this.events[this.index];
  }

  /** Enters a document. Returns false at the end of the stream. */
  enterDocument(): boolean {
    return this.events[this.index++]?.type === EVENT_ID.DOCUMENT;
  }

  leaveDocument(): void {
    while (this.events[this.index]?.type !== EVENT_ID.POP) this.skip();
    this.index++;
  }

  /** Consumes one node. */
  skip(): void {
    const event = this.events[this.index];
    switch (event?.type) {
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        this.enter(event);
        while (this.events[this.index]?.type !== EVENT_ID.POP) this.skip();
        this.leave(event);
        break;
      case EVENT_ID.SCALAR:
        this.index++;
        if (hasText(event)) this.reach(this.endOfScalar(event));
        else this.emptyAfter = true;
        break;
      case EVENT_ID.ALIAS:
        this.index++;
        this.reach(event.anchorEnd);
    }
  }

  /**
   * Consumes a mapping. `onPair` receives each scalar key and must consume the value. Other nodes are
   * skipped.
   */
  mapping(onPair: (key: ScalarEvent, name: string) => void): void {
    this.inside(EVENT_ID.MAPPING, () => {
      const key = this.events[this.index];
      this.skip();
      if (key?.type === EVENT_ID.SCALAR) onPair(key, this.valueOf(key));
      else this.skip();
    });
  }

  /** Consumes a sequence, item by item; `onItem` must consume its item. Other nodes are skipped. */
  sequence(onItem: (position: number) => void): void {
    let position = 0;
    this.inside(EVENT_ID.SEQUENCE, () => onItem(position++));
  }

  /**
   * Consumes a mapping or sequence. `read` must consume its nodes, both keys and values. Other nodes are
   * skipped.
   */
  inside(kind: MappingEvent['type'] | SequenceEvent['type'], read: () => void): void {
    const event = this.events[this.index];
    if (event?.type === kind) {
      this.enter(event);
      while (this.events[this.index]?.type !== EVENT_ID.POP) read();
      this.leave(event);
    } else this.skip();
  }

  /** Consumes the value of a merge key: one node, or each node of a sequence. Otherwise like `follow`. */
  followEach(read: () => void): void {
    this.follow(() => {
      if (this.peek()?.type === EVENT_ID.SEQUENCE) this.sequence(() => this.followEach(read));
      else read();
    });
  }

  /**
   * Consumes an alias and lets `read` consume the node that it refers to, within the limits of the file.
   * Beyond them, returns `undefined`. Any other node is read directly.
   */
  follow<Found>(read: () => Found): Found | undefined {
    const alias = this.events[this.index];
    if (alias?.type !== EVENT_ID.ALIAS) return read();
    const target = this.left > 0 && this.depth < maxFollowedDepth ? this.anchored(alias) : undefined;
    const back = this.index + 1;
    let found: Found | undefined;
    if (target !== undefined) {
      this.index = target.index;
      this.skip();
      this.left -= aliasCostUnits + this.end - target.start;
      this.index = target.index;
      this.depth++;
      if (this.left > 0) found = read();
      this.depth--;
    }
    this.index = back;
    this.reach(alias.anchorEnd);
    return found;
  }

  /** Returns the first key of the next mapping. */
  firstKey(): string | undefined {
    const key = this.events[this.index + 1];
    return key?.type === EVENT_ID.SCALAR ? this.valueOf(key) : undefined;
  }

  /** Returns the tag, such as `!Ref`; `undefined` if the event has no tag. */
  tagOf(event: Event | undefined): string | undefined {
    return event && 'tagStart' in event && event.tagStart >= 0
      ? this.text.slice(event.tagStart, event.tagEnd)
      : undefined;
  }

  /** Returns the value as written: with its Jinja, without its quotes. */
  valueOf(scalar: ScalarEvent): string {
    return getScalarValue(this.written, scalar);
  }

  /** Returns the start, including quotes. */
  startOf(scalar: ScalarEvent): number {
    return isQuoted(scalar) ? scalar.valueStart - 1 : scalar.valueStart;
  }

  /**
   * Returns the start, including quotes and tag. For a block, the start of its text without the indentation.
   */
  startOfValue(scalar: ScalarEvent): number {
    if (scalar.tagStart >= 0) return scalar.tagStart;
    let start = this.startOf(scalar);
    while (isBlank(this.text.charCodeAt(start))) start++;
    return start;
  }

  endOfScalar(scalar: ScalarEvent): number {
    if (scalar.valueStart < 0) return Math.max(scalar.tagEnd, scalar.anchorEnd);
    if (isQuoted(scalar)) return scalar.valueEnd + 1;
    // A block scalar without text ends at its header.
    let end = scalar.valueEnd;
    while (end > 0 && isBlank(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** Returns the last node before the alias that has its anchor. */
  private anchored(alias: AliasEvent): Anchored | undefined {
    this.anchors ??= this.findAnchors();
    const name = this.text.slice(alias.anchorStart, alias.anchorEnd);
    return lastBefore(this.anchors.get(name) ?? [], this.index);
  }

  private findAnchors(): Map<string, Anchored[]> {
    const found = new Map<string, Anchored[]>();
    for (const [index, event] of this.events.entries()) {
      if (!('anchorStart' in event) || event.type === EVENT_ID.ALIAS || event.anchorStart < 0) continue;
      const name = this.text.slice(event.anchorStart, event.anchorEnd);
      const anchored = { index, start: event.anchorStart };
      const others = found.get(name);
      if (others) others.push(anchored);
      else found.set(name, [anchored]);
    }
    return found;
  }

  private reach(endOfText: number): void {
    this.endOfText = endOfText;
    this.emptyAfter = false;
    this.bracketsAfter = 0;
  }

  private enter({ start }: MappingEvent | SequenceEvent): void {
    this.index++;
    this.reach(start + 1);
  }

  private leave(event: MappingEvent | SequenceEvent): void {
    this.index++;
    if (this.hasBracket(event)) this.bracketsAfter++;
  }

  /** A single pair inside `[…]` is a flow mapping without brackets of its own. */
  private hasBracket({ start }: MappingEvent | SequenceEvent): boolean {
    return this.text[start] === '{' || this.text[start] === '[';
  }

  private afterColon(from: number): number {
    let end = from;
    while (isBlank(this.text.charCodeAt(end))) end++;
    return this.text[end] === ':' ? end + 1 : from;
  }

  /** Between the last item and its bracket there are only blanks, commas and comments. */
  private closingBracket(from: number): number {
    let end = from;
    for (; end < this.text.length; end++) {
      const character = this.text[end];
      if (character === '}' || character === ']') return end + 1;
      if (character === '#') {
        const rest = /[\r\n]/.exec(this.text.slice(end));
        if (!rest) return from;
        end += rest.index;
      }
    }
    return from;
  }
}

/** @param anchored In the order of the text. */
function lastBefore(anchored: readonly Anchored[], index: number): Anchored | undefined {
  let low = 0;
  let high = anchored.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchored[middle]?.index ?? index) < index) low = middle + 1;
    else high = middle;
  }
  return anchored[low - 1];
}

/** Returns whether any part of a scalar is written. */
function hasText({ valueStart, tagStart, anchorStart }: ScalarEvent): boolean {
  return valueStart >= 0 || tagStart >= 0 || anchorStart >= 0;
}

function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.DOUBLE_QUOTED || style === SCALAR_STYLE.SINGLE_QUOTED;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
