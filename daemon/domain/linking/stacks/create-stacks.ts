import { memoize } from '../../../base/memoize.ts';
import { addTo } from '../../../base/multimap.ts';
import type { AccountRegion } from '../../accounts/account-region.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs, launchersOf } from '../../resources/declared-types.ts';
import { isGlobal } from '../../resources/global.ts';
import { comparableId } from '../../resources/names.ts';
import { apiOfStage, apiTypeOfStage, isStage, physicalIdsOf } from '../../resources/physical-ids.ts';
import type { StackResource } from '../../stacks/stack-resource.ts';
import type { Stack, StackMember, Stacks } from './membership.ts';

const tag = {
  stackName: 'aws:cloudformation:stack-name',
  stackId: 'aws:cloudformation:stack-id',
  logicalId: 'aws:cloudformation:logical-id',
  group: 'aws:autoscaling:groupName',
} as const;
const stackTags = Object.values(tag);

/** Returns whether two findings have the same tags about their stacks. */
export function haveSameStackTags({ tags: one }: Finding, { tags: other }: Finding): boolean {
  return stackTags.every((name) => one?.[name] === other?.[name]);
}

interface GrowingStack extends Stack {
  readonly members: StackMember[];
  readonly ids: Set<string>;
}

/** Collects the stacks of a team from their lists and from the tags of findings. */
export function createStacks(resources: readonly StackResource[], findings: readonly Finding[]): Stacks {
  const byId = new Map<string, GrowingStack>();
  const byName = new Map<string, GrowingStack>();
  const byPhysicalId = new Map<string, StackResource[]>();
  const parents = new Map<string, { stackId: string; logicalId: string }>();
  for (const { type, physicalId, stackId, logicalId } of resources) {
    if (type === 'AWS::CloudFormation::Stack') parents.set(physicalId, { stackId, logicalId });
  }
  const open = (
    name: string,
    { account, region }: AccountRegion,
    isListed: boolean,
    id?: string,
  ): GrowingStack => {
    const parent = id === undefined ? undefined : parents.get(id);
    const stack = { name, account, region, members: [], ids: new Set<string>(), isListed };
    const made = { ...stack, ...(id !== undefined && { id }), ...(parent && { parent }) };
    if (id !== undefined) byId.set(id, made);
    // A resource that was retained when its stack was deleted keeps the tags.
    const key = nameKey(name, { account, region });
    if (isListed || !byName.get(key)?.isListed) byName.set(key, made);
    return made;
  };

  // One array for each type saves memory.
  const listedAs = memoize((type: string) => [type]);
  const createdAs = memoize(declaredAs);
  for (const resource of resources) {
    const { type, physicalId, stackName, stackId, logicalId } = resource;
    const stack = byId.get(stackId) ?? open(stackName, resource, true, stackId);
    addMember(stack, { logicalId, types: listedAs(type), physicalId });
    addTo(byPhysicalId, comparableId(type, physicalId), resource);
  }
  const tagged = (finding: Finding): [GrowingStack, string] | undefined => {
    const { account, region, tags } = finding;
    const name = tags?.[tag.stackName];
    const logicalId = tags?.[tag.logicalId];
    if (name === undefined || logicalId === undefined) return undefined;
    const id = tags?.[tag.stackId];
    const known = id === undefined ? byName.get(nameKey(name, finding)) : byId.get(id);
    if (known) return [known, logicalId];
    // The stack of a global resource is in a region; the ARN of the stack contains it.
    return [open(name, { account, region: id?.split(':')[3] || region }, false, id), logicalId];
  };
  for (const finding of findings) {
    const found = tagged(finding);
    if (!found || found[0].isListed) continue;
    const launched = finding.tags?.[tag.group] !== undefined;
    const types = (launched ? launchersOf : createdAs)(finding.resource.type);
    addMember(found[0], { logicalId: found[1], types });
  }

  return {
    byTags(finding) {
      const found = tagged(finding);
      return found && { stack: found[0], logicalId: found[1], by: 'tags' };
    },
    byPhysicalId(finding) {
      const { resource } = finding;
      const listed = (type: string, id: string) =>
        (byPhysicalId.get(comparableId(type, id)) ?? []).filter((each) => isListedAs(each, type, finding));
      for (const type of declaredAs(resource.type)) {
        for (const id of physicalIdsOf(resource)) {
          const [only, another] = listed(type, id).filter(
            ({ stackId }) => !isStage(resource) || holdsApi(resource, stackId, listed),
          );
          const stack = only && byId.get(only.stackId);
          if (!stack || another) continue;
          return { stack, logicalId: only.logicalId, by: 'stack-list' };
        }
      }
      return undefined;
    },
    byId: (stackId) => byId.get(stackId),
    byName: (name, accountRegion) => byName.get(nameKey(name, accountRegion)),
    all: () => new Set([...byId.values(), ...byName.values()]),
  };
}

function nameKey(name: string, { account, region }: AccountRegion): string {
  return `${account} ${region} ${name}`;
}

function addMember(stack: GrowingStack, member: StackMember): void {
  if (stack.ids.has(member.logicalId)) return;
  stack.ids.add(member.logicalId);
  stack.members.push(member);
}

/** Returns whether a stack's resource has this type and is in the finding's account and region; a global one is in any region. */
function isListedAs(listed: StackResource, type: string, { account, region }: Finding): boolean {
  return listed.type === type && listed.account === account && (listed.region === region || isGlobal(type));
}

/** Many APIs have a stage `prod`: only the stack that also contains the stage's API is meant. */
function holdsApi(
  resource: Finding['resource'],
  stackId: string,
  listed: (type: string, id: string) => readonly StackResource[],
): boolean {
  const api = apiOfStage(resource);
  const apiType = apiTypeOfStage(resource.type);
  if (api === undefined || apiType === undefined) return false;
  return listed(apiType, api).some((member) => member.stackId === stackId);
}
