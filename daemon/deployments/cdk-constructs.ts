import type { ConstructSource } from '../templates/deployment.ts';
import { type Frame, userFrames } from './cdk-frames.ts';
import { fieldsOf, listOf, stringOf } from './json.ts';
import type { StatingFile } from './statements.ts';

/** More than CloudFormation takes in one stack, nested stacks included. */
const mostConstructs = 20_000;

/** A stack's construct, or a nested stack's: what is below it is declared in this template, where that is known. */
export interface Scope {
  /** `/Shop/Data`. */
  readonly path: string;
  readonly template: string | undefined;
}

/**
 * Reads what made each logical resource from a stack's metadata (construct path → entries), and where: the innermost
 * frame of a person's code behind `aws:cdk:logicalId`, or behind the nearest construct around it.
 * `aws:cdk:creationStack` is written from CDK 2.251 on, `trace` before it where `CDK_DEBUG` was set.
 */
export async function constructsIn(
  metadata: unknown,
  scopes: readonly Scope[],
  project: string,
  file: StatingFile,
): Promise<ConstructSource[]> {
  const known = new Map<string, Promise<boolean>>();
  const isThere = (source: string) => {
    const asked = known.get(source) ?? file.beside.exists(source);
    known.set(source, asked);
    return asked;
  };
  const byPath = new Map(fieldsOf(metadata));
  const frames = new Map<string, Promise<Frame | undefined>>();
  const frameOf = (construct: string): Promise<Frame | undefined> => {
    const asked = frames.get(construct) ?? firstFrame(construct);
    frames.set(construct, asked);
    return asked;
  };
  const firstFrame = async (construct: string): Promise<Frame | undefined> => {
    const traces = listOf(byPath.get(construct)).flatMap(traceOf);
    for (const frame of userFrames(traces, project, file.root)) if (await isThere(frame.file)) return frame;
    const around = construct.lastIndexOf('/');
    return around > 0 ? frameOf(construct.slice(0, around)) : undefined;
  };

  const deepestFirst = [...scopes].sort((a, b) => b.path.length - a.path.length);
  const found: ConstructSource[] = [];
  for (const [construct, entries] of byPath) {
    const logicalId = stringOf(listOf(entries).find(isLogicalId), 'data');
    if (logicalId === undefined || construct.length > 2048) continue;
    const template = deepestFirst.find(({ path }) => construct.startsWith(`${path}/`))?.template;
    if (template === undefined) continue;
    const source = await frameOf(construct);
    found.push({ template, logicalId, path: construct.replace(/^\//, ''), ...(source && { source }) });
    if (found.length === mostConstructs) break;
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
