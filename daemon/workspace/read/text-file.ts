import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type DecodedText, decode } from '../../domain/templates/read/decode.ts';
import { maxTemplateBytes } from '../../domain/templates/read/read-template.ts';
import { type Stamp, stampOf } from './stamp.ts';

/** A file as it was when it had this stamp. */
export type TextFile =
  | ({ readonly kind: 'text'; readonly stamp: Stamp } & DecodedText)
  /** Its first kilobytes, which show what it is. */
  | { readonly kind: 'too-large'; readonly stamp: Stamp; readonly head: string }
  /** It exists and cannot be read. `code`: `EACCES`, for example. */
  | { readonly kind: 'denied'; readonly code: string };

/** Of a file that is too large. */
const headBytes = 64 * 1024;
/** Opening a pipe does not wait for a writer, and a link that replaced a file is not followed. Windows knows neither. */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
/** The file is gone or was replaced by a link: no permission of the user would help. */
const goneCodes = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
/** All files are read into it, one after the other: a decoded text does not refer to it. */
const buffer = Buffer.allocUnsafeSlow(maxTemplateBytes);

/**
 * Reads a file of a workspace: the only place that opens one. Returns nothing if it does not exist or is not a regular file.
 * Never throws.
 *
 * @param maxBytes at most `maxTemplateBytes`
 */
export function readTextFile(path: string, maxBytes = maxTemplateBytes): TextFile | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, openFlags);
    const stats = fstatSync(file);
    if (!stats.isFile()) return undefined;
    const stamp = stampOf(stats);
    return stats.size > maxBytes
      ? { kind: 'too-large', stamp, head: decode(firstBytes(file, headBytes)).text }
      : { kind: 'text', stamp, ...decode(firstBytes(file, stats.size)) };
  } catch (error) {
    const code = codeOf(error);
    return goneCodes.has(code) ? undefined : { kind: 'denied', code };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Returns the file's text; nothing if it cannot be read or is too large. */
export function textOf(path: string, maxBytes?: number): string | undefined {
  const file = readTextFile(path, maxBytes);
  return file?.kind === 'text' ? file.text : undefined;
}

/** Returns a view of the shared buffer: valid until the next call. */
function firstBytes(file: number, count: number): Uint8Array {
  let read = 0;
  while (read < count) {
    const more = readSync(file, buffer, read, count - read, null);
    if (more === 0) break;
    read += more;
  }
  return buffer.subarray(0, read);
}

/** Returns the code of an error of the file system, such as `EACCES`. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
