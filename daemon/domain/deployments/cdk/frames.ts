import path from 'node:path';
import { isInside } from '../paths.ts';

/** A position in the user's source code. 0-based line and column. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const maxFrames = 100;
/**
 * `new DataStack (lib/stack.ts:23:18)`, `at bin/app.ts:3:1`, `Object.<anonymous>
 * (file:///app/bin/app.mjs:3:1)`. Python and Java send their frames if `JSII_HOST_STACK_TRACES` is set,
 * without a column: `__init__ (app/stack.py:12)`.
 */
const position = /:(\d{1,7})(?::(\d{1,7}))?\)?$/;
/**
 * Code that the user did not write: packages of Node and Python, and the runtime through which other
 * languages use CDK, which unpacks itself and its packages into temporary folders.
 */
const library =
  /(?:^|[\\/])(?:node_modules|(?:site|dist)-packages|jsii-[^\\/]*(?:kernel|runtime)[^\\/]*|jsii[\\/]package-cache)(?:[\\/]|$)|[\\/]jsii-runtime\.js$|[\\/]tmp\w{8}[\\/]lib[\\/]program\.js$/;

/**
 * Returns the frames of a stack trace that CDK wrote which are in files of the workspace, innermost first.
 * Leaves out libraries, Node itself, the runtime of other languages and frames that CDK collapsed to `...`.
 * Source: `renderCallStackJustMyCode` and `formatExternalFrame` of CDK 2.260, the host stack traces of jsii
 * 1.137.
 * @param project Start of relative paths: the folder of `cdk.json`.
 */
export function userFrames(trace: readonly unknown[], project: string, root: string): Frame[] {
  return trace.slice(0, maxFrames).flatMap((written) => {
    const found = typeof written === 'string' && written.length < 4096 ? position.exec(written) : undefined;
    if (!found || typeof written !== 'string') return [];
    const head = written.slice(0, found.index);
    const open = head.lastIndexOf(' (');
    const named = (open === -1 ? head.trim().replace(/^at /, '') : head.slice(open + 2)).replace(
      /^file:\/\//,
      '',
    );
    if (named === '' || named.startsWith('node:') || named.startsWith('...') || library.test(named))
      return [];
    const caller = open === -1 ? '' : head.slice(0, open);
    const file = path.resolve(project, javaFile(caller, named) ?? named);
    if (!isInside(root, file)) return [];
    const [line, column] = [Number(found[1]), Number(found[2] ?? 1)];
    return line < 1 || column < 1 ? [] : [{ file, line: line - 1, column: column - 1 }];
  });
}

/**
 * Java names `package.Class.method` and only the base name of the file. Maven and Gradle keep the file in the
 * package's folder.
 */
function javaFile(caller: string, named: string): string | undefined {
  const inside = /^((?:\w+\.)*)[\w$]+\.[\w$<>]+$/.exec(caller)?.[1];
  if (inside === undefined || !/^\w+\.java$/.test(named)) return undefined;
  return path.join('src/main/java', ...inside.split('.'), named);
}
