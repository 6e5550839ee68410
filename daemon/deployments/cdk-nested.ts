import path from 'node:path';
import type { Scope } from './cdk-constructs.ts';
import { fieldOf, fieldsOf, listOf, parseJson, stringOf } from './json.ts';
import { insidePath } from './paths.ts';
import type { StatingFile } from './statements.ts';

/** A nested stack of a synthesized one. */
export interface NestedStack extends Scope {
  /** What its name begins with; CloudFormation makes the end. */
  readonly stack: string;
}

const mostNested = 200;
/** CloudFormation's names are at most this long, with a hyphen and 12 characters of its own. */
const longestName = 128 - 14;

/**
 * The nested stacks below a stack. CDK names their templates at `aws:cdk:templateFile` of their construct (newer
 * versions), and as `aws:asset:path` of the resource in the template around them (where the CDK command line made it).
 */
export async function nestedBelow(
  stack: NestedStack & { readonly template: string },
  metadata: unknown,
  file: StatingFile,
): Promise<NestedStack[]> {
  const nested = resourcesOfNestedStacks(metadata);
  const folder = path.dirname(file.path);
  const assets = new Map<string, string>();
  const found: NestedStack[] = [];
  const waiting = [stack];
  for (let at = waiting.shift(); at; at = waiting.shift()) {
    const around = at;
    const here = nested.filter(({ parent }) => isDirectlyIn(parent, around, nested));
    if (here.some(({ templateFile }) => templateFile === undefined)) {
      for (const [id, asset] of assetsIn(await file.beside.read(around.template)))
        assets.set(`${around.template}\n${id}`, asset);
    }
    for (const { construct, logicalId, templateFile } of here) {
      const written = templateFile ?? assets.get(`${around.template}\n${logicalId}`);
      const template = written === undefined ? undefined : insidePath(file.root, folder, written);
      const isThere = template !== undefined && (await file.beside.exists(template));
      const below = { path: construct, stack: nestedName(around.stack, logicalId) };
      found.push({ ...below, template: isThere ? template : undefined });
      if (isThere) waiting.push({ ...below, template });
    }
  }
  return found;
}

interface NestedResource {
  /** Of the nested stack's construct: `/Data/Inner`. */
  readonly construct: string;
  readonly parent: string;
  readonly logicalId: string;
  readonly templateFile: string | undefined;
}

/** `/Data/Inner.NestedStack/Inner.NestedStackResource` is the resource of the construct `/Data/Inner`. */
function resourcesOfNestedStacks(metadata: unknown): NestedResource[] {
  return fieldsOf(metadata)
    .flatMap(([resource, entries]) => {
      const suffix = /^(.*)\.NestedStack\/[^/]+\.NestedStackResource$/.exec(resource);
      const logicalId = dataOf(entries, 'aws:cdk:logicalId');
      const construct = suffix?.[1];
      if (construct === undefined || logicalId === undefined) return [];
      const templateFile = dataOf(fieldOf(metadata, construct), 'aws:cdk:templateFile');
      return [{ construct, parent: path.posix.dirname(construct), logicalId, templateFile }];
    })
    .slice(0, mostNested);
}

/** Whether no other nested stack lies between the two. */
function isDirectlyIn(parent: string, around: Scope, all: readonly NestedResource[]): boolean {
  const within = (scope: string) => parent === scope || parent.startsWith(`${scope}/`);
  return (
    within(around.path) &&
    !all.some(({ construct }) => construct.length > around.path.length && within(construct))
  );
}

function assetsIn(template: string | undefined): [string, string][] {
  if (!template?.includes('aws:asset:path')) return [];
  return fieldsOf(fieldOf(parseJson(template), 'Resources')).flatMap(([id, resource]) => {
    const asset = stringOf(resource, 'Metadata', 'aws:asset:path');
    const isStack = stringOf(resource, 'Type') === 'AWS::CloudFormation::Stack';
    return isStack && asset !== undefined ? [[id, asset] as [string, string]] : [];
  });
}

function dataOf(entries: unknown, type: string): string | undefined {
  return stringOf(
    listOf(entries).find((entry) => stringOf(entry, 'type') === type),
    'data',
  );
}

/**
 * `{stack}-{logicalId}-{random}`. Where that is too long, CloudFormation shortens both to at least half the room
 * (`IdentifierUtils` of its command line shows how), so a `*` stands behind what surely is left.
 */
function nestedName(stack: string, logicalId: string): string {
  const half = Math.floor(longestName / 2);
  const fits = stack.length + logicalId.length <= longestName;
  return fits ? `${stack}-${logicalId}-*` : `${stack.slice(0, half)}*-${logicalId.slice(0, half)}*-*`;
}
