import { PassThrough, Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BodyTooLarge, readBounded } from '../../../daemon/base/bounded-body.ts';

const kilobyte = Buffer.alloc(1024, 'x');

describe('a body with a limit', () => {
  it('is returned completely up to the limit, and refused one byte later', async () => {
    const body = () => Readable.from([kilobyte, kilobyte]);
    expect(await readBounded(body(), 2048)).toEqual(Buffer.alloc(2048, 'x'));
    await expect(readBounded(body(), 2047)).rejects.toThrow(BodyTooLarge);
  });

  it('is empty for a response without a body', async () => {
    expect(await readBounded(null, 0)).toHaveLength(0);
  });

  it('is not read beyond the limit, and its source is ended', async () => {
    let given = 0;
    let ended = false;
    async function* endless() {
      try {
        for (; ; given++) yield kilobyte;
      } finally {
        ended = true;
      }
    }
    await expect(readBounded(endless(), 10 * 1024)).rejects.toThrow(BodyTooLarge);
    expect(given).toBeLessThanOrEqual(10);
    expect(ended).toBe(true);
  });

  it('counts bytes after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(16 * 1024);
    const unzipped = new PassThrough();
    unzipped.end(bomb);
    await expect(readBounded(unzipped.pipe(createGunzip()), 1024 * 1024)).rejects.toThrow(BodyTooLarge);
  });
});
