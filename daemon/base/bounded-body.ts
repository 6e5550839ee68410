/** A body went on after the last byte that its reader accepts. */
export class BodyTooLarge extends Error {
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`the body is larger than ${maxBytes} bytes`);
    this.name = 'BodyTooLarge';
    this.maxBytes = maxBytes;
  }
}

/**
 * Reads a stream of bytes to its end and returns them. The stream is cancelled as soon as it passes `maxBytes`, so no
 * more than that and one chunk is ever held. For a compressed body, pass the decompressed stream: that is what fills
 * the memory. Time is the caller's to bound.
 * @throws BodyTooLarge
 */
export async function readBounded(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    // Leaving the loop by an error cancels the stream.
    if (length > maxBytes) throw new BodyTooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
