/** Thrown if a body is longer than its reader accepts. */
export class BodyTooLarge extends Error {
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`the body is larger than ${maxBytes} bytes`);
    this.name = 'BodyTooLarge';
    this.maxBytes = maxBytes;
  }
}

/**
 * Reads a stream of bytes to its end and returns them. Cancels the stream as soon as it exceeds `maxBytes`,
 * so memory holds at most `maxBytes` and one chunk. For a compressed body, pass the decompressed stream,
 * because that is what fills the memory. The caller limits the time.
 * @throws BodyTooLarge
 */
export async function readBounded(body: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    // An error that leaves the loop cancels the stream.
    if (length > maxBytes) throw new BodyTooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
