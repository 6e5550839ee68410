import type { Resource } from '#protocol/findings.ts';
import type { StackResource } from '../aws/reading.ts';
import type { Finding } from '../findings/finding.ts';
import { comparableId, declaredAs, isGlobal } from './resource-types.ts';

/** A stack holds the finding's resource under this logical id; `from` says how that is known. */
export interface Membership {
  readonly stack: string;
  readonly logicalId: string;
  readonly from: 'tags' | 'stack';
  /** All that is known of the stack's resources. */
  readonly members: readonly StackResource[];
}

/** The stacks of a team, asked by finding. */
export interface Stacks {
  byTags(finding: Finding): Membership | undefined;
  byPhysicalId(finding: Finding): Membership | undefined;
}

const tag = {
  stackName: 'aws:cloudformation:stack-name',
  stackId: 'aws:cloudformation:stack-id',
  logicalId: 'aws:cloudformation:logical-id',
} as const;

const known = new WeakMap<readonly StackResource[], Stacks>();

/** Prepared once for a list: the same list is asked again at every change of a template. */
export function stacksOf(resources: readonly StackResource[]): Stacks {
  const stacks = known.get(resources) ?? prepare(resources);
  known.set(resources, stacks);
  return stacks;
}

function prepare(resources: readonly StackResource[]): Stacks {
  const byStackId = new Map<string, StackResource[]>();
  const byStackName = new Map<string, StackResource[]>();
  const byPhysicalId = new Map<string, StackResource[]>();
  for (const resource of resources) {
    const { account, region, type, stackName, stackId } = resource;
    const place = isGlobal(type) ? 'global' : region;
    put(byStackId, stackId, resource);
    put(byStackName, `${account} ${region} ${stackName}`, resource);
    put(byPhysicalId, `${account} ${place} ${type} ${comparableId(type, resource.physicalId)}`, resource);
  }
  const membersOf = (stackId: string) => byStackId.get(stackId) ?? [];

  return {
    byTags({ account, region, tags }) {
      const stack = tags?.[tag.stackName];
      const logicalId = tags?.[tag.logicalId];
      if (stack === undefined || logicalId === undefined) return undefined;
      const stackId = tags?.[tag.stackId];
      const members =
        stackId === undefined ? (byStackName.get(`${account} ${region} ${stack}`) ?? []) : membersOf(stackId);
      return { stack, logicalId, from: 'tags', members };
    },
    byPhysicalId({ account, region, resource }) {
      const place = isGlobal(resource.type) ? 'global' : region;
      for (const type of declaredAs(resource.type)) {
        for (const id of physicalIds(resource)) {
          const found = byPhysicalId.get(`${account} ${place} ${type} ${comparableId(type, id)}`) ?? [];
          const [only, another] = found.filter(({ stackId }) => isOfApi(resource, membersOf(stackId)));
          if (!only || another) continue;
          const { stackName: stack, stackId, logicalId } = only;
          return { stack, logicalId, from: 'stack', members: membersOf(stackId) };
        }
      }
      return undefined;
    },
  };
}

/** What CloudFormation may call a resource that Config knows by id, name and ARN. */
function physicalIds({ type, id, name, arn }: Resource): string[] {
  if (type.startsWith('AWS::WAFv2::')) return [`${name}|${id}|REGIONAL`, `${name}|${id}|CLOUDFRONT`];
  const tail = arn?.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
  return [id, name, arn, tail].filter((value) => value !== undefined);
}

/** Many APIs have a stage `prod`: only the stack that holds the stage's API, too, is meant. */
function isOfApi({ type, id, arn = id }: Resource, members: readonly StackResource[]): boolean {
  if (!/^AWS::ApiGateway(V2)?::Stage$/.test(type)) return true;
  const api = /\/(?:rest)?apis\/([^/]+)\/stages\//.exec(arn)?.[1];
  return members.some((member) => member.physicalId === api);
}

function put<Value>(into: Map<string, Value[]>, key: string, value: Value): void {
  const others = into.get(key);
  if (others) others.push(value);
  else into.set(key, [value]);
}
