import type { ConstructSource } from '../deployment.ts';
import type { DeploymentFile } from '../hints.ts';
import { fieldsOf, listOf, stringOf } from '../json.ts';
import { type Frame, userFrames } from './frames.ts';

/** UTF-16 units of a path, and levels of nested constructs. CDK's own paths are far shorter. */
const maxPathUnits = 2048;
const maxDepth = 100;

/**
 * Returns whether a construct's path is short enough to be read. No program that people write has longer
 * ones.
 */
export function isReadablePath(construct: string): boolean {
  return construct.length <= maxPathUnits && construct.split('/', maxDepth + 2).length <= maxDepth + 1;
}

/** Returns the path of the construct around this one; empty for the outermost construct. */
export function pathAround(construct: string): string {
  return construct.slice(0, Math.max(construct.lastIndexOf('/'), 0));
}

/**
 * The construct of a stack or a nested stack. Constructs below it are declared in this template, if the
 * template is known.
 */
export interface Scope {
  /** `/Shop/Data`. */
  readonly path: string;
  readonly template: string | undefined;
}

/**
 * Reads, from a stack's metadata (construct path → entries), the construct that creates each logical resource
 * and the line of source code that creates it: the innermost frame of user code under `aws:cdk:logicalId`, or
 * under the nearest construct around it. CDK 2.251 and later write `aws:cdk:creationStack`. Earlier versions
 * write `trace` if `CDK_DEBUG` is set.
 * @param max Number of constructs that are read.
 */
export async function constructsIn(
  metadata: unknown,
  scopes: readonly Scope[],
  project: string,
  file: DeploymentFile,
  max: number,
): Promise<ConstructSource[]> {
  const byPath = new Map(fieldsOf(metadata));
  const frames = new Map<string, Frame | undefined>();
  const ownFrame = async (construct: string): Promise<Frame | undefined> => {
    const traces = listOf(byPath.get(construct)).flatMap(traceOf);
    for (const frame of userFrames(traces, project, file.root))
      if (await file.workspace.exists(frame.file)) return frame;
    return undefined;
  };
  /** Each construct is examined once, however many constructs it contains. */
  const frameOf = async (construct: string): Promise<Frame | undefined> => {
    const passed: string[] = [];
    let frame: Frame | undefined;
    for (let at = construct; at !== ''; at = pathAround(at)) {
      frame = frames.has(at) ? frames.get(at) : await ownFrame(at);
      if (frame || frames.has(at)) break;
      passed.push(at);
    }
    for (const each of passed) frames.set(each, frame);
    return frame;
  };

  const byScope = new Map(scopes.map(({ path, template }) => [path, template]));
  const templateOf = (construct: string): string | undefined => {
    let around = pathAround(construct);
    while (around !== '' && !byScope.has(around)) around = pathAround(around);
    return byScope.get(around);
  };
  const found: ConstructSource[] = [];
  for (const [construct, entries] of byPath) {
    if (found.length === max) break;
    const logicalId = stringOf(listOf(entries).find(isLogicalId), 'data');
    if (logicalId === undefined || !isReadablePath(construct)) continue;
    const template = templateOf(construct);
    if (template === undefined) continue;
    const source = await frameOf(construct);
    found.push({ template, logicalId, path: construct.replace(/^\//, ''), ...(source && { source }) });
  }
  return found;
}

function isLogicalId(entry: unknown): boolean {
  return stringOf(entry, 'type') === 'aws:cdk:logicalId';
}

function traceOf(entry: unknown): readonly unknown[] {
  switch (stringOf(entry, 'type')) {
    case 'aws:cdk:creationStack':
      return listOf(fieldsOf(entry).find(([name]) => name === 'data')?.[1]);
    case 'aws:cdk:logicalId':
      return listOf(fieldsOf(entry).find(([name]) => name === 'trace')?.[1]);
    default:
      return [];
  }
}
