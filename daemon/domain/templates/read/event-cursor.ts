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
 * Characters that a file's aliases may stand for, all together: more than people write, and less than the largest file
 * says without them. Otherwise a file of 1 MB could stand for gigabytes.
 */
const maxFollowedUnits = 1024 * 1024;
/** Added for each alias, so that a file of nothing but aliases is not followed for long. */
const aliasCostUnits = 1024;
/** Aliases within what aliases stand for: an anchor may hold its own alias, and a call stack has an end. */
const maxFollowedDepth = 50;

/** A node that an alias may stand for. */
interface Anchored {
  /** Of its event. */
  readonly index: number;
  /** Where its anchor begins. */
  readonly start: number;
}

/**
 * Walks js-yaml's events without building a tree. Each node is consumed once, by `skip` or by one of the readers.
 * Events have no end for collections: it is searched from the last leaf, only if it is needed.
 */
export class EventCursor {
  private index = 0;
  /** Where the last text ends that was consumed, and what came behind it. */
  private endOfText = 0;
  private emptyBehind = false;
  private bracketsBehind = 0;
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

  /** Where the node that was consumed last ends, exclusive; where it has no text, behind its key's colon. */
  get end(): number {
    let end = this.emptyBehind ? this.afterColon(this.endOfText) : this.endOfText;
    for (let left = this.bracketsBehind; left > 0; left--) end = this.closingBracket(end);
    return end;
  }

  peek(): Event | undefined {
    return this.events[this.index];
  }

  /** Steps into a document. False at the end of the stream. */
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
        else this.emptyBehind = true;
        break;
      case EVENT_ID.ALIAS:
        this.index++;
        this.reach(event.anchorEnd);
    }
  }

  /** Consumes a mapping. `onPair` gets each scalar key and must consume the value. Other nodes are skipped. */
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

  /** Consumes a mapping or sequence: `read` must consume its nodes, keys and values alike. Other nodes are skipped. */
  inside(kind: MappingEvent['type'] | SequenceEvent['type'], read: () => void): void {
    const event = this.events[this.index];
    if (event?.type === kind) {
      this.enter(event);
      while (this.events[this.index]?.type !== EVENT_ID.POP) read();
      this.leave(event);
    } else this.skip();
  }

  /** Consumes what a merge key brings: one node, or each of a sequence. Otherwise as `follow`. */
  followEach(read: () => void): void {
    this.follow(() => {
      if (this.peek()?.type === EVENT_ID.SEQUENCE) this.sequence(() => this.followEach(read));
      else read();
    });
  }

  /**
   * Consumes an alias and lets `read` consume the node it stands for, where that is written, as long as a file may
   * go on so; otherwise nothing is found. Any other node is read as it is.
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

  /** The first key of the mapping that comes next. */
  firstKey(): string | undefined {
    const key = this.events[this.index + 1];
    return key?.type === EVENT_ID.SCALAR ? this.valueOf(key) : undefined;
  }

  /** `!Ref`; nothing where there is none. */
  tagOf(event: Event | undefined): string | undefined {
    return event && 'tagStart' in event && event.tagStart >= 0
      ? this.text.slice(event.tagStart, event.tagEnd)
      : undefined;
  }

  /** As written: with its Jinja, without its quotes. */
  valueOf(scalar: ScalarEvent): string {
    return getScalarValue(this.written, scalar);
  }

  /** With its quotes. */
  startOf(scalar: ScalarEvent): number {
    return isQuoted(scalar) ? scalar.valueStart - 1 : scalar.valueStart;
  }

  /** With its quotes and its tag; a block's text without its indentation. */
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

  /** The last node before the alias that carries its anchor. */
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
    this.emptyBehind = false;
    this.bracketsBehind = 0;
  }

  private enter({ start }: MappingEvent | SequenceEvent): void {
    this.index++;
    this.reach(start + 1);
  }

  private leave(event: MappingEvent | SequenceEvent): void {
    this.index++;
    if (this.hasBracket(event)) this.bracketsBehind++;
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

  /** Between the last item and its bracket stand only blanks, commas and comments. */
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

/** @param anchored in the order of the text */
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

/** Whether anything of a scalar is written. */
function hasText({ valueStart, tagStart, anchorStart }: ScalarEvent): boolean {
  return valueStart >= 0 || tagStart >= 0 || anchorStart >= 0;
}

function isQuoted({ style }: ScalarEvent): boolean {
  return style === SCALAR_STYLE.DOUBLE_QUOTED || style === SCALAR_STYLE.SINGLE_QUOTED;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
