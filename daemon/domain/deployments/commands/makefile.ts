import type { DeploymentFile } from '../hints.ts';
import { foldersAround } from '../paths.ts';
import type { Script } from './script.ts';

const assignment = /^ *(?:export +|override +)*([A-Za-z_][\w.-]*) *(:{0,3}=|\?=|!=|\+=)(.*)$/s;
const ofTarget = /^[\w./%$(){} -]+:(?!=) *(?:export +|override +)*([A-Za-z_][\w.-]*) *(?::{0,3}|\?)=(.*)$/s;
const maxDepth = 8;
/** Values in deployments are not longer than this. */
const maxValueUnits = 2000;

/**
 * Returns each recipe line as a script of its own, because make runs each in its own shell. Variables are
 * those of the whole file. A variable with several values (from conditions, or for one target) counts as
 * unknown.
 */
export function readMakefile(file: DeploymentFile): Script[] {
  const lines = logicalLines(file.text);
  const given = expanded(variablesIn(lines));
  const folders = foldersAround(file);
  return lines
    .filter(({ text }) => text.startsWith('\t'))
    .map(({ text, line }) => ({
      text: text.replace(/^\s*[@+-]*/, ''),
      line,
      literal: true,
      folders,
      given,
    }));
}

interface Line {
  readonly text: string;
  readonly line: number;
}

/** Returns the lines, each joined with the lines that a backslash at its end continues. */
function logicalLines(text: string): Line[] {
  const lines: Line[] = [];
  let parts: string[] = [];
  let first = 0;
  for (const [line, written] of text.split(/\r?\n/).entries()) {
    if (parts.length === 0) first = line;
    parts.push(written);
    if (written.endsWith('\\')) continue;
    lines.push({ text: parts.join('\n'), line: first });
    parts = [];
  }
  return parts.length === 0 ? lines : [...lines, { text: parts.join('\n'), line: first }];
}

function variablesIn(lines: readonly Line[]): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { text } of lines) {
    if (text.startsWith('\t') || text.length > maxValueUnits) continue;
    const [, name, sign, written = ''] = assignment.exec(text) ?? [];
    const target = name === undefined ? ofTarget.exec(text) : undefined;
    const variable = name ?? target?.[1];
    if (variable === undefined) continue;
    const value = sign === '+=' || sign === '!=' ? undefined : bare(target?.[2] ?? written);
    const isOther = found.has(variable) && found.get(variable) !== value;
    // `?=` after another value changes nothing.
    if (isOther && sign === '?=') continue;
    found.set(variable, isOther ? undefined : value);
  }
  return found;
}

function bare(written: string): string {
  const text = written.replace(/(^|\s)#.*$/s, '').trim();
  return /^(["'])[^"']*\1$/.test(text) ? text.slice(1, -1) : text;
}

/** Returns the variables with other variables in their values replaced. */
function expanded(written: ReadonlyMap<string, string | undefined>): Map<string, string | undefined> {
  let steps = 0;
  const resolved = (text: string | undefined, depth: number): string | undefined => {
    if (text === undefined || !text.includes('$')) return text;
    if (depth > maxDepth || ++steps > 10_000) return undefined;
    let isKnown = true;
    let length = 0;
    const value = text.replaceAll(/\$(?:\(([\w.-]+)\)|\{([\w.-]+)\}|.)/gs, (_all, a?: string, b?: string) => {
      const found = isKnown ? resolved(written.get(a ?? b ?? ''), depth + 1) : undefined;
      length += found?.length ?? 0;
      isKnown = found !== undefined && length < maxValueUnits;
      return isKnown ? (found ?? '') : '';
    });
    return isKnown && value.length < maxValueUnits ? value : undefined;
  };
  return new Map([...written].map(([name, text]) => [name, resolved(text, 0)]));
}
