import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type DecodedText, decode } from '../../domain/templates/read/decode.ts';
import { maxTemplateBytes } from '../../domain/templates/read/read-template.ts';
import { type Stamp, stampOf } from './stamp.ts';

/** A file in the state of this stamp. */
export type TextFile =
  | ({ readonly kind: 'text'; readonly stamp: Stamp } & DecodedText)
  /** Its first kilobytes, which show what kind of file it is. */
  | { readonly kind: 'too-large'; readonly stamp: Stamp; readonly head: string }
  /** It exists but cannot be read. `code`: for example `EACCES`. */
  | { readonly kind: 'denied'; readonly code: string };

/** Number of bytes that are read of a file that is too large. */
const headBytes = 64 * 1024;
/**
 * Opening a pipe does not wait for a writer, and a link that replaced a file is not followed. Windows does
 * not have these flags.
 */
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
/** The file was deleted or was replaced by a link. The user cannot fix that with permissions. */
const goneCodes = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
/** All files are read into this buffer, one after the other. A decoded text does not refer to it. */
const buffer = Buffer.allocUnsafeSlow(maxTemplateBytes);

/**
 * Reads a file of a workspace. Only this function opens them. Returns `undefined` if the file does not exist
 * or is not a regular file. Never throws.
 *
 * @param maxBytes At most `maxTemplateBytes`.
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

/** Returns the file's text; `undefined` if it cannot be read or is too large. */
export function textOf(path: string, maxBytes?: number): string | undefined {
  const file = readTextFile(path, maxBytes);
  return file?.kind === 'text' ? file.text : undefined;
}

/** Returns a view of the shared buffer, which is valid until the next call. */
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
