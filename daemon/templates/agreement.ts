import type { StackResource } from '../aws/reading.ts';
import { makes } from './loops.ts';
import { declaredAs } from './resource-types.ts';
import type { TemplateFile } from './template.ts';

/** How many of a stack's resources a template accounts for. */
export interface Agreement {
  readonly shared: number;
  readonly of: number;
}

interface Declared {
  /** `type id` */
  readonly exact: ReadonlySet<string>;
  /** Ids that a transform expands to several resources, whose ids begin with it: SAM's types and modules. */
  readonly expanded: readonly string[];
  readonly loops: readonly { type: string | null; id: string }[];
  readonly usesSam: boolean;
}

const declaredBy = new WeakMap<TemplateFile, Declared>();

export function agreementOf(file: TemplateFile, members: readonly StackResource[]): Agreement {
  const declared = declaredBy.get(file) ?? declarationsIn(file);
  declaredBy.set(file, declared);
  return { shared: members.filter((member) => accountsFor(declared, member)).length, of: members.length };
}

/** Agreement from 0 to 1; nothing is known of a stack without resources. */
export function share({ shared, of }: Agreement): number {
  return of === 0 ? 0 : shared / of;
}

function declarationsIn({ resources, loops = [] }: TemplateFile): Declared {
  return {
    exact: new Set(resources.map(({ type, id }) => `${type} ${id}`)),
    expanded: resources.filter(({ type }) => isExpanded(type)).map(({ id }) => id),
    loops,
    usesSam: resources.some(({ type }) => isSam(type)),
  };
}

function accountsFor(
  { exact, expanded, loops, usesSam }: Declared,
  { type, logicalId }: StackResource,
): boolean {
  if (exact.has(`${type} ${logicalId}`)) return true;
  const types = declaredAs(type);
  if (types.includes(type) && types.some((other) => exact.has(`${other} ${logicalId}`))) return true;
  // SAM makes these without any id of the template in them.
  if (
    usesSam &&
    /^(Serverless(Rest|Http)Api|ServerlessDeploymentApplication|CodeDeployServiceRole)/.test(logicalId)
  ) {
    return true;
  }
  return (
    expanded.some((id) => logicalId.startsWith(id)) ||
    loops.some((loop) => loop.type === type && makes(loop.id, logicalId))
  );
}

function isExpanded(type: string | null): boolean {
  return type === null || isSam(type) || !type.includes('::') || type.endsWith('::MODULE');
}

function isSam(type: string | null): boolean {
  return type?.startsWith('AWS::Serverless::') ?? false;
}
