import { z } from 'zod';
import type { Stack, World } from '../model.ts';
import { type Call, checked, type Operations, validationMessage } from './call.ts';
import { originalTemplate, processedTemplate } from './cloudformation-templates.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

/** On a page of ListStacks, DescribeStacks and ListStackResources; DescribeStackResources returns no more. */
const maxItems = 100;

/** The world has no creation times of stacks. */
const createdAt = new Date('2025-04-01T09:00:00Z');

const invalid = (message: string) => new Refusal('ValidationError', message);
const operation = checked((violations) => invalid(validationMessage(violations)));
const token = z.string().min(1).max(1024).optional();

/** Returns CloudFormation's operations. A stack is visible in its own account and region, by name or id. */
export function cloudFormationOperations(world: World): Operations {
  const byPlace = Map.groupBy(world.stacks, ({ account, region }) => `${account} ${region}`);
  const byPhysicalId = new Map<string, Stack>();
  for (const stack of world.stacks) {
    for (const { physicalId } of stack.resources) {
      byPhysicalId.set(`${stack.account} ${stack.region} ${physicalId}`, stack);
    }
  }
  const byId = new Map(world.stacks.map((stack) => [stack.id, stack]));
  const parents = new Map<string, Stack>();
  for (const stack of world.stacks) {
    for (const { physicalId } of stack.resources) if (byId.has(physicalId)) parents.set(physicalId, stack);
  }
  const stacksOf = ({ identity, region }: Call) => byPlace.get(`${identity.account} ${region}`) ?? [];

  function named(name: string, call: Call): Stack {
    const stack = stacksOf(call).find((each) => each.name === name || each.id === name);
    if (stack) return stack;
    throw invalid(`Stack with id ${name} does not exist`);
  }

  function list<T>(all: readonly T[], listing: string, NextToken: string | undefined) {
    const refuse = () => invalid('NextToken is invalid');
    return pageOf(all, { token: NextToken, limit: maxItems, listing, refuse });
  }

  return {
    ListStacks: operation(
      z.object({ NextToken: token, StackStatusFilter: z.array(z.string()).optional() }),
      ({ NextToken, StackStatusFilter }, call) => {
        const listed = stacksOf(call).filter((stack) => StackStatusFilter?.includes(statusOf(stack)) ?? true);
        const { items, next } = list(listed, `stacks ${placeOf(call)}`, NextToken);
        return { StackSummaries: items.map((stack) => summaryOf(stack, parents)), NextToken: next };
      },
    ),
    DescribeStacks: operation(
      z.object({ NextToken: token, StackName: z.string().optional() }),
      ({ NextToken, StackName }, call) => {
        const described = StackName === undefined ? stacksOf(call) : [named(StackName, call)];
        const { items, next } = list(described, `descriptions ${placeOf(call)} ${StackName}`, NextToken);
        return {
          Stacks: items.map((stack) => ({ ...summaryOf(stack, parents), DisableRollback: false })),
          NextToken: next,
        };
      },
    ),
    ListStackResources: operation(
      z.object({ NextToken: token, StackName: z.string().min(1) }),
      ({ NextToken, StackName }, call) => {
        const stack = named(StackName, call);
        const { items, next } = list(stack.resources, `resources ${stack.id}`, NextToken);
        return {
          StackResourceSummaries: items.map((resource) => ({
            ...memberOf(resource),
            LastUpdatedTimestamp: createdAt,
          })),
          NextToken: next,
        };
      },
    ),
    GetTemplate: operation(
      z.object({
        StackName: z.string().min(1).optional(),
        ChangeSetName: z.string().optional(),
        TemplateStage: z.enum(['Original', 'Processed']).optional(),
      }),
      ({ StackName, TemplateStage }, call) => {
        if (StackName === undefined) throw invalid('Either StackName or ChangeSetName must be specified.');
        const stack = named(StackName, call);
        const TemplateBody = (TemplateStage === 'Processed' ? processedTemplate : originalTemplate)(stack);
        return { TemplateBody, StagesAvailable: ['Original', 'Processed'] };
      },
    ),
    DescribeStackResources: operation(
      z.object({
        StackName: z.string().optional(),
        PhysicalResourceId: z.string().optional(),
        LogicalResourceId: z.string().optional(),
      }),
      ({ StackName, PhysicalResourceId, LogicalResourceId }, call) => {
        if ((StackName === undefined) === (PhysicalResourceId === undefined)) {
          throw invalid('One and only one of StackName and PhysicalResourceId must be specified');
        }
        const stack =
          StackName === undefined
            ? byPhysicalId.get(`${placeOf(call)} ${PhysicalResourceId}`)
            : named(StackName, call);
        if (!stack) throw invalid(`Stack for ${PhysicalResourceId} does not exist`);
        const wanted = stack.resources.filter(
          ({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId,
        );
        return {
          StackResources: wanted.slice(0, maxItems).map((resource) => ({
            StackName: stack.name,
            StackId: stack.id,
            ...memberOf(resource),
            Timestamp: createdAt,
          })),
        };
      },
    ),
  };
}

const complete = 'CREATE_COMPLETE';

function statusOf({ updated }: Stack): string {
  return updated === undefined ? complete : 'UPDATE_COMPLETE';
}

function placeOf({ identity, region }: Call): string {
  return `${identity.account} ${region}`;
}

function summaryOf(stack: Stack, parents: ReadonlyMap<string, Stack>) {
  const around = parents.get(stack.id);
  let root = around;
  for (let above = around; above; above = parents.get(above.id)) root = above;
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: createdAt,
    LastUpdatedTime: stack.updated,
    StackStatus: statusOf(stack),
    ParentId: around?.id,
    RootId: root?.id,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function memberOf({ logicalId, physicalId, type }: Stack['resources'][number]) {
  return {
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: complete,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}
