import path from 'node:path';
import { isInside } from './paths.ts';

/** A place in a person's source code. 0-based line and column. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const mostFrames = 100;
/** `new DataStack (lib/stack.ts:23:18)`, `at bin/app.ts:3:1`, `Object.<anonymous> (file:///app/bin/app.mjs:3:1)`. */
const position = /:(\d{1,7}):(\d{1,7})\)?$/;

/**
 * Frames of a stack that CDK wrote, in files of the workspace, innermost first. Left out are libraries, Node itself and
 * what CDK collapsed to `...`.
 * @param project Where relative paths start: the folder of `cdk.json`.
 */
export function userFrames(trace: readonly unknown[], project: string, root: string): Frame[] {
  return trace.slice(0, mostFrames).flatMap((written) => {
    const found = typeof written === 'string' && written.length < 4096 ? position.exec(written) : undefined;
    if (!found || typeof written !== 'string' || written.includes('node_modules')) return [];
    const head = written.slice(0, found.index);
    const open = head.lastIndexOf(' (');
    const named = (open === -1 ? head.trim().replace(/^at /, '') : head.slice(open + 2)).replace(
      /^file:\/\//,
      '',
    );
    if (named === '' || named.startsWith('node:') || named.startsWith('...')) return [];
    const file = path.resolve(project, named);
    if (!isInside(root, file)) return [];
    const [line, column] = [Number(found[1]), Number(found[2])];
    return line < 1 || column < 1 ? [] : [{ file, line: line - 1, column: column - 1 }];
  });
}
