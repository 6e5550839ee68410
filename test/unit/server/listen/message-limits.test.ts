import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitFrames } from '../../../../daemon/server/listen/message-limits.ts';

const limits = { maxHeaderBytes: 100, maxBodyBytes: () => 1000 };

/** Returns why the chunks exceed the limits, and after how many of them. */
function watch(chunks: readonly Buffer[], frameLimits = limits) {
  const socket = new EventEmitter();
  const broken: string[] = [];
  limitFrames(socket as Socket, frameLimits, (why) => broken.push(why));
  let read = 0;
  for (const chunk of chunks) {
    if (broken.length > 0) break;
    read++;
    socket.emit('data', chunk);
  }
  return { broken, read, listeners: socket.listenerCount('data') };
}

const frame = (body: string, header = `Content-Length: ${Buffer.byteLength(body)}`) =>
  Buffer.from(`${header}\r\n\r\n${body}`);

const cut = (bytes: Buffer, at: readonly number[]) => {
  const places = [...new Set([0, ...at.map((place) => place % bytes.length), bytes.length])].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
};

describe('limits of frames', () => {
  it('accept every message within them, in any chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 100 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (bodies, places) => {
          const bytes = Buffer.concat(bodies.map((body) => frame(body)));
          expect(watch(cut(bytes, places)).broken).toEqual([]);
        },
      ),
    );
  });

  it('find the first message beyond them before its body arrives, in any chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 100 }), { maxLength: 4 }),
        fc.integer({ min: 1001, max: 2 ** 40 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (bodies, length, places) => {
          const bytes = Buffer.concat([
            ...bodies.map((body) => frame(body)),
            frame('', `Content-Length: ${length}`),
          ]);
          expect(watch(cut(bytes, places)).broken).toEqual([`a message of ${length} bytes`]);
        },
      ),
    );
  });

  it.each([
    ['no length', 'Content-Type: x'],
    ['two lengths', 'Content-Length: 1\r\nContent-Length: 2'],
    ['a negative length', 'Content-Length: -1'],
    ['a length that is no integer', 'Content-Length: 1e9'],
    ['a line without a name', 'Content-Length: 2\r\nrubbish'],
    ['a stray carriage return', 'Content-Length: 2\r'],
  ])('refuse a header with %s', (_what, header) => {
    expect(watch([frame('{}', header)]).broken).toEqual(['not a frame']);
  });

  it('refuse an endless header exactly at its maximum length', () => {
    const { broken, read } = watch(Array.from({ length: 500 }, () => Buffer.from('x')));
    expect(broken).toEqual(['not a frame']);
    expect(read).toBe(limits.maxHeaderBytes + 1);
  });

  it('read the limit for each message: an authenticated client may send more', () => {
    let known = false;
    const growing = { ...limits, maxBodyBytes: () => (known ? 1000 : 10) };
    const socket = new EventEmitter();
    const broken: string[] = [];
    limitFrames(socket as Socket, growing, (why) => broken.push(why));
    socket.emit('data', frame('x'.repeat(10)));
    known = true;
    socket.emit('data', frame('x'.repeat(1000)));
    expect(broken).toEqual([]);
  });

  it('stop reading once they are exceeded', () => {
    expect(watch([Buffer.from('\r\n\r\n')]).listeners).toBe(0);
  });
});
