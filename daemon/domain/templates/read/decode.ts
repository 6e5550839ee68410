/** A file's text, without byte order mark, as an editor shows it. */
export interface DecodedText {
  readonly text: string;
  /** UTF-16 only if the byte order mark says so. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /**
   * 0-based line of the first byte that is not UTF-8. The text contains replacement characters there. Absent
   * if all bytes are UTF-8.
   */
  readonly invalidLine?: number;
}

const decoders = {
  'utf-16le': new TextDecoder('utf-16le'),
  'utf-16be': new TextDecoder('utf-16be'),
};

/** Decodes a file's bytes, or its first bytes. Never throws. */
export function decode(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  const text = encoding === 'utf-8' ? utf8Text(bytes) : decoders[encoding].decode(bytes);
  const invalidLine =
    encoding === 'utf-8' && text.includes('\uFFFD') ? firstInvalidLine(bytes, text) : undefined;
  return { text, encoding, ...(invalidLine !== undefined && { invalidLine }) };
}

/** Faster than a `TextDecoder`. */
function utf8Text({ buffer, byteOffset, byteLength }: Uint8Array): string {
  const text = Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function encodingOf([first, second]: Uint8Array): DecodedText['encoding'] {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * Returns the 0-based line of the first byte that the text does not represent. Returns `undefined` if the
 * text itself contains a replacement character.
 */
function firstInvalidLine(bytes: Uint8Array, text: string): number | undefined {
  const written = new TextEncoder().encode(text);
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 0;
  for (let index = mark; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte !== written[index - mark]) return line;
    if (byte === 10 || (byte === 13 && bytes[index + 1] !== 10)) line++;
  }
  return undefined;
}
