import { describe, expect, it } from 'vitest';
import { createSharedTexts } from '../../../daemon/base/shared-texts.ts';
import { usedHeapBytes } from '../../support/used-heap.ts';

/** Returns a list with this many copies of a text of 1 kB, as JSON from outside has them. */
const copies = (count: number): string[] => JSON.parse(JSON.stringify(Array(count).fill('a'.repeat(1_000))));

describe('equal texts in data', () => {
  it('take the memory of one', () => {
    const before = usedHeapBytes();
    const shared = createSharedTexts();
    const lists = Array.from({ length: 20 }, () => shared.in({ list: copies(1_000) }));
    expect(usedHeapBytes() - before).toBeLessThan(5_000_000);
    expect(lists).toHaveLength(20);
  });

  it('are replaced by those that are known', () => {
    const key = 'b'.repeat(1_000_000);
    const shared = createSharedTexts({ known: [key] });
    const before = usedHeapBytes();
    const copied = Array.from({ length: 20 }, () => shared.one(JSON.parse(JSON.stringify(key))));
    expect(usedHeapBytes() - before).toBeLessThan(5_000_000);
    expect(copied.every((each) => each === key)).toBe(true);
  });

  it('stay where they are', () => {
    const text = '{"key":"a","tags":{"__proto__":"a","team":"b"},"list":["a",["b"],1,null,true],"none":{}}';
    expect(JSON.stringify(createSharedTexts().in(JSON.parse(text)))).toBe(text);
  });
});
