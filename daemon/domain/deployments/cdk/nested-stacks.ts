import path from 'node:path';
import type { DeploymentFile } from '../hints.ts';
import { fieldOf, fieldsOf, listOf, parseJson, stringOf } from '../json.ts';
import { insidePath } from '../paths.ts';
import { isReadablePath, pathAround, type Scope } from './constructs.ts';

/** A nested stack of a synthesized stack. */
export interface NestedStack extends Scope {
  /** The beginning of its name. CloudFormation adds the end. */
  readonly stack: string;
}

const maxNestedStacks = 200;
/**
 * CloudFormation's names have at most 128 characters. It puts a hyphen before the logical id, and a hyphen
 * and 12 characters after it.
 */
const maxNameCharacters = 128 - 14;

/**
 * Returns the nested stacks below a stack. Newer versions of CDK name their templates at
 * `aws:cdk:templateFile` of their construct. If the CDK command line created the template, its name is
 * `aws:asset:path` of the resource in the parent template.
 */
export async function nestedBelow(
  stack: NestedStack & { readonly template: string },
  metadata: unknown,
  file: DeploymentFile,
  assets: Assets,
): Promise<NestedStack[]> {
  const bySurrounding = directlyIn(resourcesOfNestedStacks(metadata));
  const folder = path.dirname(file.path);
  const found: NestedStack[] = [];
  const waiting = [stack];
  for (let around = waiting.shift(); around; around = waiting.shift()) {
    for (const { construct, logicalId, templateFile } of bySurrounding.get(around.path) ?? []) {
      const written = templateFile ?? (await assets(around.template)).get(logicalId);
      const template = written === undefined ? undefined : insidePath(file.root, folder, written);
      const isThere = template !== undefined && (await file.workspace.exists(template));
      const below = { path: construct, stack: nestedName(around.stack, logicalId) };
      found.push({ ...below, template: isThere ? template : undefined });
      if (isThere) waiting.push({ ...below, template });
    }
  }
  return found;
}

interface NestedResource {
  /** The construct of the nested stack: `/Data/Inner`. */
  readonly construct: string;
  readonly parent: string;
  readonly logicalId: string;
  readonly templateFile: string | undefined;
}

/** `/Data/Inner.NestedStack/Inner.NestedStackResource` is the resource of the construct `/Data/Inner`. */
function resourcesOfNestedStacks(metadata: unknown): NestedResource[] {
  return fieldsOf(metadata)
    .flatMap(([resource, entries]) => {
      if (!isReadablePath(resource)) return [];
      const suffix = /^(.*)\.NestedStack\/[^/]+\.NestedStackResource$/.exec(resource);
      const logicalId = dataOf(entries, 'aws:cdk:logicalId');
      const construct = suffix?.[1];
      if (construct === undefined || logicalId === undefined) return [];
      const templateFile = dataOf(fieldOf(metadata, construct), 'aws:cdk:templateFile');
      return [{ construct, parent: path.posix.dirname(construct), logicalId, templateFile }];
    })
    .slice(0, maxNestedStacks);
}

/** Groups them by the construct of the innermost nested stack around each; empty for the stack itself. */
function directlyIn(nested: readonly NestedResource[]): Map<string, NestedResource[]> {
  const constructs = new Set(nested.map(({ construct }) => construct));
  return Map.groupBy(nested, ({ parent }) => {
    let around = parent;
    while (around !== '' && !constructs.has(around)) around = pathAround(around);
    return around;
  });
}

/** Logical id → `aws:asset:path` of the nested stacks in a template. */
export type Assets = (template: string) => Promise<ReadonlyMap<string, string>>;

/** Reads each template once, however many nested stacks of an assembly are in it. */
export function assetsBeside({ workspace }: DeploymentFile): Assets {
  const known = new Map<string, Promise<ReadonlyMap<string, string>>>();
  return (template) => {
    const found = known.get(template) ?? workspace.read(template).then(assetsIn);
    known.set(template, found);
    return found;
  };
}

function assetsIn(template: string | undefined): Map<string, string> {
  const found = new Map<string, string>();
  if (!template?.includes('aws:asset:path')) return found;
  for (const [id, resource] of fieldsOf(fieldOf(parseJson(template), 'Resources'))) {
    const asset = stringOf(resource, 'Metadata', 'aws:asset:path');
    const isStack = stringOf(resource, 'Type') === 'AWS::CloudFormation::Stack';
    if (isStack && asset !== undefined) found.set(id, asset);
  }
  return found;
}

function dataOf(entries: unknown, type: string): string | undefined {
  return stringOf(
    listOf(entries).find((entry) => stringOf(entry, 'type') === type),
    'data',
  );
}

/**
 * Returns `{stack}-{logicalId}-{random}`. If that is too long, CloudFormation shortens each part to at least
 * half the available length (`IdentifierUtils` of its command line shows how). Then a `*` follows the
 * characters that certainly remain.
 */
function nestedName(stack: string, logicalId: string): string {
  const half = Math.floor(maxNameCharacters / 2);
  const fits = stack.length + logicalId.length <= maxNameCharacters;
  return fits ? `${stack}-${logicalId}-*` : `${stack.slice(0, half)}*-${logicalId.slice(0, half)}*-*`;
}
