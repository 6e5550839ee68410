import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';

/** Whoever wrote them may mean harm: a pattern with many wildcards can take ages to say no. */
const mostWildcards = 8;
const longestPattern = 400;
const mostPatterns = 2000;

/** Decides about a path below the folder that the patterns stand in, with `/`; a folder's ends in one. */
export type Verdict = 'ignored' | 'kept' | undefined;

/** Reads a `.gitignore`. */
export function ignoreRules(text: string): (path: string) => Verdict {
  const rules: Ignore = ignore({ ignorecase: process.platform !== 'linux' }).add(
    text.split(/\r?\n/).filter(isBounded).slice(0, mostPatterns),
  );
  return (path) => {
    const { ignored, unignored } = rules.test(path);
    return ignored ? 'ignored' : unignored ? 'kept' : undefined;
  };
}

/** Reads VS Code's `files.exclude`: globs from the folder on, which match a path or a folder above it. */
export function excludedBy(globs: readonly string[]): ((path: string) => boolean) | undefined {
  const expressions = globs
    .filter(isBounded)
    .slice(0, mostPatterns)
    .flatMap((glob) => expressionOf(glob) ?? []);
  return expressions.length === 0
    ? undefined
    : (path) => expressions.some((expression) => expression.test(path));
}

/** Bare: a matcher of the library takes twice as long, and every path of a workspace is asked for. */
function expressionOf(glob: string): RegExp | undefined {
  try {
    return picomatch.makeRe(asInEditor(glob), { dot: true, noextglob: true, nonegate: true });
  } catch {
    return undefined;
  }
}

/** In VS Code's globs brackets of classes negate by `!`, and parentheses and quotes mean nothing but themselves. */
function asInEditor(glob: string): string {
  return glob.trim().replace(/\/$/, '').replaceAll('[!', '[^').replace(/[()"]/g, '\\$&');
}

function isBounded(pattern: string): boolean {
  return pattern.length <= longestPattern && (pattern.match(/\*+|\?/g)?.length ?? 0) <= mostWildcards;
}
