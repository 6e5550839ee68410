import type { TemplateFile } from '../template.ts';
import { largestTemplate, readTemplate, readText } from './read-template.ts';
import { looksLikeTemplate } from './sniff.ts';
import { notUtf8Reason, tooLargeReason, utf16Reason } from './unreadable.ts';

/** Of a file that is too large, as much as tells what it is. Bytes. */
const longestHead = 64 * 1024;

/**
 * Reads a template as it is on disk. Invalid UTF-8 is read as an editor shows it, with replacement characters: the
 * resources are told, and an error that says where. UTF-16 (by its byte order mark) is read likewise, though
 * CloudFormation does not take it, and its error says so. Never throws.
 */
export function readTemplateBytes(path: string, bytes: Uint8Array): TemplateFile | undefined {
  if (bytes.length > largestTemplate) return tooLarge(path, bytes.subarray(0, longestHead), bytes.length);
  const wide = wideEncoding(bytes);
  if (wide) return withError(readText(path, decode(bytes, wide)).template, utf16Reason);
  const text = decode(bytes, 'utf-8');
  const template = readTemplate(path, text);
  if (!template || !text.includes('\uFFFD')) return template;
  const line = firstInvalidLine(bytes, text);
  return line === undefined ? template : withError(template, notUtf8Reason(line));
}

/**
 * What to tell of a file that is too large to be read: where its beginning is that of a template, an error with its
 * size and CloudFormation's limit.
 * @param head its first bytes: some kilobytes will do
 * @param size in bytes
 */
export function tooLarge(path: string, head: Uint8Array, size: number): TemplateFile | undefined {
  const text = decode(head, wideEncoding(head) ?? 'utf-8');
  if (!looksLikeTemplate(text)) return undefined;
  const format = /^\s*\{/.test(text) ? 'json' : 'yaml';
  return { path, format, resources: [], error: tooLargeReason(size) };
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Without its byte order mark. */
function decode(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

function wideEncoding([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function withError(template: TemplateFile | undefined, error: string): TemplateFile | undefined {
  return template && { ...template, error };
}

/** The 0-based line of the first byte that the text does not stand for; nothing where a replacement character was written. */
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
