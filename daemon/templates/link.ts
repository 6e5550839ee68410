import type { Confidence, Resource, TemplatePlace } from '#protocol/findings.ts';
import type { StackResource } from '../aws/reading.ts';
import type { Text } from '../base/text.ts';
import type { Finding } from '../findings/finding.ts';
import { declaredAs, sameName } from './resource-types.ts';
import { type Declaration, literalName, placeOf, type TemplateIndex } from './template-index.ts';

/** finding → logical resource, with what a person can check. */
export interface FindingLink {
  readonly confidence: Confidence;
  readonly place?: TemplatePlace;
  readonly candidates?: readonly TemplatePlace[];
  readonly evidence: Text;
}

/** A stack says that it holds the finding's resource under this logical id. */
interface Membership {
  readonly stack: string;
  readonly logicalId: string;
  readonly from: 'tags' | 'stack';
}

const stackTag = 'aws:cloudformation:stack-name';
const logicalIdTag = 'aws:cloudformation:logical-id';

/**
 * Links each finding to where its resource is declared: by CloudFormation's tags, else by the resources that stacks
 * list, else by a literal name. The type must agree. Several equal places are candidates, never a guess.
 * Linear in findings, stack resources and declarations.
 */
export function linkFindings(
  findings: readonly Finding[],
  stackResources: readonly StackResource[],
  index: TemplateIndex,
): Map<string, FindingLink> {
  const stacks = stacksOf(stackResources);
  return new Map(
    findings.map((finding) => {
      const member = byTags(finding) ?? stacks.memberOf(finding);
      const declared =
        member && throughStack(finding, member, stacks.membersOf(finding, member.stack), index);
      return [finding.key, declared ?? byName(finding, index) ?? undeclared(finding, member)];
    }),
  );
}

function throughStack(
  finding: Finding,
  member: Membership,
  stackMembers: readonly StackResource[],
  index: TemplateIndex,
): FindingLink | undefined {
  const types = declaredAs(finding.resource.type);
  const declarations = types.flatMap((type) => index.declarations(type, member.logicalId));
  // A literal name that differs says: another template, however alike.
  const possible = declarations.filter((declaration) => !contradicts(declaration, finding));
  const scored = possible.map((declaration) => ({
    declaration,
    score: agreement(declaration, stackMembers),
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  const winners = scored.filter(({ score }) => score === best).map(({ declaration }) => declaration);
  const [winner] = winners;
  if (!winner) return undefined;
  const source: Text =
    member.from === 'tags'
      ? { en: 'its CloudFormation tags', ja: 'CloudFormation のタグ' }
      : { en: 'the resources of its stack', ja: 'スタックのリソース一覧' };
  if (winners.length > 1) {
    return candidates(winners, {
      en: `${cap(source.en)} name ${member.logicalId} of the stack ${member.stack}; ${winners.length} templates declare it alike.`,
      ja: `${source.ja}によるとスタック ${member.stack} の ${member.logicalId} ですが、同じ宣言を持つテンプレートが ${winners.length} 件あります。`,
    });
  }
  const whole = best === 1 && stackMembers.length > 1;
  return {
    confidence: whole || literalName(winner) !== undefined ? 'certain' : 'probable',
    place: placeOf(winner),
    evidence: whole
      ? {
          en: `${cap(source.en)} name ${member.logicalId} of the stack ${member.stack}, whose ${stackMembers.length} resources this template declares.`,
          ja: `${source.ja}によるとスタック ${member.stack} の ${member.logicalId} で、このテンプレートはそのスタックの ${stackMembers.length} 個のリソースをすべて宣言しています。`,
        }
      : {
          en: `${cap(source.en)} name ${member.logicalId} of the stack ${member.stack}; only this template declares it.`,
          ja: `${source.ja}によるとスタック ${member.stack} の ${member.logicalId} で、それを宣言するのはこのテンプレートだけです。`,
        },
  };
}

/** Share of the stack's resources that the declaring template declares, 0 to 1. */
function agreement({ file }: Declaration, members: readonly StackResource[]): number {
  if (members.length === 0) return 0;
  const declared = new Set(file.resources.map(({ id, type }) => `${type} ${id}`));
  const shared = members.filter(
    ({ type, logicalId }) =>
      declared.has(`${type} ${logicalId}`) ||
      declaredAs(type).some((other) => declared.has(`${other} ${logicalId}`)),
  ).length;
  return shared / members.length;
}

function contradicts(declaration: Declaration, { resource }: Finding): boolean {
  const literal = literalName(declaration);
  if (literal === undefined || resource.name === undefined) return false;
  return !sameName(resource.type, literal, resource.name);
}

function byName({ resource }: Finding, index: TemplateIndex): FindingLink | undefined {
  const name = resource.name ?? resource.id;
  const found = declaredAs(resource.type)
    .flatMap((type) => index.named(type, name))
    .filter((declaration) => sameName(resource.type, literalName(declaration) ?? '', name));
  const [only] = found;
  if (!only) return undefined;
  if (found.length > 1) {
    return candidates(found, {
      en: `${found.length} templates give a resource the name ${name}.`,
      ja: `${name} という名前を付けているテンプレートが ${found.length} 件あります。`,
    });
  }
  return {
    // Bucket names are unique in the world, others only in their account and region.
    confidence: resource.type === 'AWS::S3::Bucket' ? 'certain' : 'probable',
    place: placeOf(only),
    evidence: {
      en: `The template gives it the name ${name}.`,
      ja: `テンプレートがこの名前（${name}）を付けています。`,
    },
  };
}

function undeclared({ resource }: Finding, member: Membership | undefined): FindingLink {
  return {
    confidence: 'none',
    evidence: member
      ? {
          en: `Not declared in this workspace: the stack ${member.stack} holds it as ${member.logicalId}, and no template here declares that.`,
          ja: `このワークスペースでは宣言されていません。スタック ${member.stack} の ${member.logicalId} ですが、それを宣言するテンプレートがありません。`,
        }
      : {
          en: `Not declared in this workspace: no stack is known to hold ${resource.name ?? resource.id}, and no template gives it that name.`,
          ja: `このワークスペースでは宣言されていません。${resource.name ?? resource.id} を含むスタックも、その名前を付けるテンプレートも見つかりません。`,
        },
  };
}

function candidates(declarations: readonly Declaration[], evidence: Text): FindingLink {
  return { confidence: 'candidates', candidates: declarations.map(placeOf), evidence };
}

function byTags({ tags }: Finding): Membership | undefined {
  const stack = tags?.[stackTag];
  const logicalId = tags?.[logicalIdTag];
  return stack === undefined || logicalId === undefined ? undefined : { stack, logicalId, from: 'tags' };
}

function stacksOf(resources: readonly StackResource[]) {
  const byPhysicalId = new Map<string, StackResource>();
  const byStack = new Map<string, StackResource[]>();
  for (const resource of resources) {
    const { account, region, type, physicalId, stackName } = resource;
    byPhysicalId.set(`${account} ${region} ${type} ${physicalId}`, resource);
    byPhysicalId.set(`${account} global ${type} ${physicalId}`, resource);
    const members = byStack.get(`${account} ${stackName}`);
    if (members) members.push(resource);
    else byStack.set(`${account} ${stackName}`, [resource]);
  }
  return {
    memberOf({ account, region, resource }: Finding): Membership | undefined {
      for (const type of declaredAs(resource.type)) {
        for (const id of physicalIds(resource)) {
          const found = byPhysicalId.get(`${account} ${region} ${type} ${id}`);
          if (found) return { stack: found.stackName, logicalId: found.logicalId, from: 'stack' };
        }
      }
      return undefined;
    },
    /** A stack's name may stand in several regions of one account: those of the finding's region. */
    membersOf({ account, region }: Finding, stack: string): readonly StackResource[] {
      const members = byStack.get(`${account} ${stack}`) ?? [];
      return region === 'global' ? members : members.filter((member) => member.region === region);
    },
  };
}

/** What CloudFormation may call a resource that Config knows by id, name and ARN. */
function physicalIds({ id, name, arn }: Resource): string[] {
  const tail = arn?.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
  return [id, name, arn, tail].filter((value) => value !== undefined);
}

function cap(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
