import type { Confidence, TemplatePlace } from '#protocol/findings.ts';
import type { StackResource } from '../aws/reading.ts';
import type { Text } from '../base/text.ts';
import type { Finding } from '../findings/finding.ts';
import { type Shared, sharedIn } from './agreement.ts';
import { type Agreement, evidence } from './evidence.ts';
import { declaredAs, isNamed, namesOf } from './resource-types.ts';
import { type Membership, stacksOf } from './stacks.ts';
import { type Declaration, placeOf, type TemplateIndex } from './template-index.ts';

/** finding → logical resource, with what a person can check. */
export interface FindingLink {
  readonly confidence: Confidence;
  readonly place?: TemplatePlace;
  readonly candidates?: readonly TemplatePlace[];
  readonly evidence: Text;
}

/** A template that declares less of a stack than this is no place to send a person to without a word. */
const enoughOfAStack = 0.5;
/** More than anybody looks through; a workspace may declare a `Bucket` a thousand times. */
const mostCandidates = 20;

/**
 * Links each finding to where its resource is declared: by CloudFormation's tags, else by the resources that stacks
 * list, else by a literal name. The type must agree. Several equal places are candidates, never a guess.
 */
export function linkFindings(
  findings: readonly Finding[],
  stackResources: readonly StackResource[],
  index: TemplateIndex,
): Map<string, FindingLink> {
  const stacks = stacksOf(stackResources);
  const shared = sharedIn(index);
  const linkOf = (finding: Finding): FindingLink => {
    const tagged = stacks.byTags(finding);
    const byTags = tagged && throughStack(finding, tagged, index, shared);
    if (byTags) return byTags;
    const listed = stacks.byPhysicalId(finding);
    const byStack = listed && throughStack(finding, listed, index, shared);
    return byStack ?? byName(finding, index) ?? undeclared(finding, listed ?? tagged, index);
  };
  return new Map(findings.map((finding) => [finding.key, linkOf(finding)]));
}

function throughStack(
  finding: Finding,
  member: Membership,
  index: TemplateIndex,
  shared: Shared,
): FindingLink | undefined {
  const { members } = member;
  const declarations = declarationsOf(finding, member, index);
  const possible = declarations.filter((declaration) => naming(declaration, finding) !== 'another');
  const namedSo = possible.filter((declaration) => naming(declaration, finding) === 'same');
  const named = namedSo.length > 0;
  const standing = named ? namedSo : possible;
  const { best, most } = sharingMost(standing, (declaration) => shared(declaration, members));
  const [only] = best;
  if (!only) return undefined;
  const agreement: Agreement = { shared: most, of: members.length };
  if (!named && members.length > 1 && most < members.length * enoughOfAStack) {
    const mostFirst = (a: Declaration, b: Declaration) =>
      shared(b, members) - shared(a, members) || byRest(a, b);
    return candidates(standing.sort(mostFirst), evidence.barelyAlike(member, agreement));
  }
  if (best.length > 1) return candidates(best.sort(byRest), evidence.alike(member, best.length));
  const whole = members.length > 1 && most === members.length;
  return {
    confidence: whole || named ? 'certain' : 'probable',
    place: placeOf(only),
    evidence: evidence.throughStack(member, agreement, {
      named,
      others: standing.length - 1,
      namedOtherwise: declarations.length - possible.length,
    }),
  };
}

function sharingMost(declarations: readonly Declaration[], shared: (declaration: Declaration) => number) {
  let most = 0;
  let best: Declaration[] = [];
  for (const declaration of declarations) {
    const count = shared(declaration);
    if (count > most) [most, best] = [count, [declaration]];
    else if (count === most) best.push(declaration);
  }
  return { most, best };
}

function byName({ resource }: Finding, index: TemplateIndex): FindingLink | undefined {
  const found = declaredAs(resource.type)
    .flatMap((type) => [...new Set(namesOf(resource))].flatMap((name) => index.named(type, name)))
    .filter((declaration) => isNamed(resource, declaration.name ?? ''))
    .sort(byPath);
  const [only] = found;
  if (!only) return undefined;
  const { name = '' } = only;
  if (found.length > 1) return candidates(found, evidence.sameName(name, found.length));
  return {
    // Bucket names are unique in the world, others only in their account and region.
    confidence: resource.type === 'AWS::S3::Bucket' ? 'certain' : 'probable',
    place: placeOf(only),
    evidence: evidence.byName(name),
  };
}

function undeclared(finding: Finding, member: Membership | undefined, index: TemplateIndex): FindingLink {
  const { resource } = finding;
  if (!member) return { confidence: 'none', evidence: evidence.unknown(resource.name ?? resource.id) };
  if (declarationsOf(finding, member, index).length > 0) {
    return { confidence: 'none', evidence: evidence.namedOtherwise(member) };
  }
  const types = index.typesOf(member.logicalId);
  return {
    confidence: 'none',
    evidence:
      types.length > 0 ? evidence.otherType(member, resource.type, types) : evidence.undeclared(member),
  };
}

function declarationsOf(
  { resource }: Finding,
  { logicalId }: Membership,
  index: TemplateIndex,
): readonly Declaration[] {
  const [type = '', ...others] = declaredAs(resource.type);
  const declarations = index.declarations(type, logicalId);
  if (others.length === 0) return declarations;
  return [...declarations, ...others.flatMap((other) => index.declarations(other, logicalId))];
}

/** A literal name that is the resource's settles which template it is; one that differs says: another template, however alike. */
function naming({ name }: Declaration, { resource }: Finding): 'same' | 'another' | 'unsaid' {
  if (name === undefined || resource.name === undefined) return 'unsaid';
  return isNamed(resource, name) ? 'same' : 'another';
}

function candidates(declarations: readonly Declaration[], text: Text): FindingLink {
  const shown = declarations.slice(0, mostCandidates);
  return {
    confidence: 'candidates',
    candidates: shown.map(placeOf),
    evidence: shown.length === declarations.length ? text : evidence.shortened(text, shown.length),
  };
}

/** Of templates with as much of the stack, first the one with least beside it. */
function byRest(a: Declaration, b: Declaration): number {
  return a.file.resources.length - b.file.resources.length || byPath(a, b);
}

function byPath(a: Declaration, b: Declaration): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.resource.line - b.resource.line;
}
