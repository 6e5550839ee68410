import { YAMLException } from 'js-yaml';
import { nearNames } from '../../base/suggest.ts';
import type { ExpectedValue } from '../../domain/problems/configuration.ts';
import { schemaAt } from './configuration-keys.ts';
import { configurationShape } from './configuration-shape.ts';
import { expectedAt } from './expected-value.ts';
import { loadYaml } from './load-yaml.ts';
import { type Entry, outlineOf, type Path, type Span } from './outline.ts';

/** A fault at a place of the file. */
export type Fault =
  /** `said`: the YAML reader's own words. */
  | { readonly kind: 'not-yaml'; readonly said: string }
  /** `near`: similar keys that exist there. */
  | { readonly kind: 'unknown-key'; readonly key: string; readonly near: readonly string[] }
  /** A key that would hold a secret. */
  | { readonly kind: 'secret'; readonly key: string }
  | { readonly kind: 'value'; readonly expected: ExpectedValue };

export interface FoundFault {
  readonly span: Span;
  readonly fault: Fault;
}

/** Names of keys that would hold a secret. */
const secretKeys = /token|password|secret|api.?key|access.?key/i;
const maxFaultRows = 100;

/** Returns every fault of the file with its place; empty if the daemon can use it. At most 100. */
export function faultsIn(text: string): FoundFault[] {
  let document: unknown;
  let outline: readonly Entry[];
  try {
    document = loadYaml(text);
    outline = outlineOf(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return [{ span: lineAt(text, error.mark?.position ?? 0), fault: notYaml(error) }];
  }
  const { error } = configurationShape.safeParse(document);
  const faults = (error?.issues ?? []).slice(0, maxFaultRows).flatMap((issue): FoundFault[] => {
    const path = issue.path as Path;
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys(schemaAt(path)?.properties ?? {});
      return issue.keys.slice(0, maxFaultRows).map((key) => ({
        span: keyOf(outline, [...path, key]) ?? lineAt(text, 0),
        fault: secretKeys.test(key)
          ? { kind: 'secret', key }
          : { kind: 'unknown-key', key, near: nearNames(key, known, 3) },
      }));
    }
    const span = placeOf(outline, path, text);
    return [{ span, fault: { kind: 'value', expected: expectedAt(issue) } }];
  });
  return faults.sort((a, b) => a.span.start - b.span.start).slice(0, maxFaultRows);
}

/** Returns the place of a key; `undefined` if the file does not have it. */
export function keyOf(outline: readonly Entry[], path: Path): Span | undefined {
  return entryOf(outline, path)?.key;
}

/** Returns the place of a scalar, else of the key above it, else of the first line. */
function placeOf(outline: readonly Entry[], path: Path, text: string): Span {
  for (let length = path.length; length > 0; length--) {
    const entry = entryOf(outline, path.slice(0, length));
    if (!entry) continue;
    const { key, value } = entry;
    const isScalar = length === path.length && value.end > value.start + 1;
    return isScalar || !key ? value : { start: key.start, end: Math.max(key.end, value.end) };
  }
  return lineAt(text, 0);
}

function entryOf(outline: readonly Entry[], path: Path): Entry | undefined {
  return outline.find(
    (entry) => entry.path.length === path.length && entry.path.every((name, depth) => name === path[depth]),
  );
}

function notYaml({ reason, message }: YAMLException): Fault {
  return { kind: 'not-yaml', said: (reason || message.split('\n')[0]) ?? '' };
}

/** Returns the place of the line's text. */
function lineAt(text: string, offset: number): Span {
  const at = Math.min(offset, text.length);
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const indent = /^\s*/.exec(line)?.[0].length ?? 0;
  return { start: start + indent, end: start + line.trimEnd().length };
}
