import type { Confidence, TemplatePlace } from '#protocol/findings.ts';
import type { StackResource } from '../aws/reading.ts';
import type { Text } from '../base/text.ts';
import type { Finding } from '../findings/finding.ts';
import { type Agreement, agreementOf, share } from './agreement.ts';
import { evidence, type Standing } from './evidence.ts';
import { declaredAs, isNamed, namesOf } from './resource-types.ts';
import { type Membership, stacksOf } from './stacks.ts';
import type { TemplateFile } from './template.ts';
import { type Declaration, literalName, placeOf, type TemplateIndex } from './template-index.ts';

/** finding → logical resource, with what a person can check. */
export interface FindingLink {
  readonly confidence: Confidence;
  readonly place?: TemplatePlace;
  readonly candidates?: readonly TemplatePlace[];
  readonly evidence: Text;
}

/** A template that declares less of a stack than this is no place to send a person to without a word. */
const enoughOfAStack = 0.5;

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
  const agreement = rememberedAgreement();
  const linkOf = (finding: Finding): FindingLink => {
    const tagged = stacks.byTags(finding);
    const byTags = tagged && throughStack(finding, tagged, index, agreement);
    if (byTags) return byTags;
    const listed = stacks.byPhysicalId(finding);
    const byStack = listed && throughStack(finding, listed, index, agreement);
    return byStack ?? byName(finding, index) ?? undeclared(finding, listed ?? tagged, index);
  };
  return new Map(findings.map((finding) => [finding.key, linkOf(finding)]));
}

function throughStack(
  finding: Finding,
  member: Membership,
  index: TemplateIndex,
  agreement: (file: TemplateFile, member: Membership) => Agreement,
): FindingLink | undefined {
  const declarations = declarationsOf(finding, member, index);
  const possible = declarations.filter((declaration) => naming(declaration, finding) !== 'another');
  const namedSo = possible.filter((declaration) => naming(declaration, finding) === 'same');
  const named = namedSo.length > 0;
  const standings = (named ? namedSo : possible)
    .map((declaration): Standing => ({ declaration, agreement: agreement(declaration.file, member) }))
    .sort(bestFirst);
  const [best, next] = standings;
  if (!best) return undefined;
  const unique = !next || share(best.agreement) > share(next.agreement);
  const enough = named || member.members.length < 2 || share(best.agreement) >= enoughOfAStack;
  if (!unique || !enough) {
    const equal = enough
      ? standings.filter(({ agreement }) => share(agreement) === share(best.agreement))
      : standings;
    return candidates(
      equal.map(({ declaration }) => declaration),
      enough ? evidence.alike(member, equal.length) : evidence.barelyAlike(member, standings),
    );
  }
  const whole = best.agreement.of > 1 && share(best.agreement) === 1;
  return {
    confidence: whole || named ? 'certain' : 'probable',
    place: placeOf(best.declaration),
    evidence: evidence.throughStack(member, best, {
      named,
      others: standings.length - 1,
      namedOtherwise: declarations.length - possible.length,
    }),
  };
}

function byName({ resource }: Finding, index: TemplateIndex): FindingLink | undefined {
  const found = declaredAs(resource.type)
    .flatMap((type) => [...new Set(namesOf(resource))].flatMap((name) => index.named(type, name)))
    .filter((declaration) => isNamed(resource, literalName(declaration.resource) ?? ''))
    .sort(byPath);
  const [only] = found;
  if (!only) return undefined;
  const name = literalName(only.resource) ?? '';
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
): Declaration[] {
  return declaredAs(resource.type).flatMap((type) => index.declarations(type, logicalId));
}

/** A literal name that is the resource's settles which template it is; one that differs says: another template, however alike. */
function naming({ resource: declared }: Declaration, { resource }: Finding): 'same' | 'another' | 'unsaid' {
  const literal = literalName(declared);
  if (literal === undefined || resource.name === undefined) return 'unsaid';
  return isNamed(resource, literal) ? 'same' : 'another';
}

function candidates(declarations: readonly Declaration[], text: Text): FindingLink {
  return { confidence: 'candidates', candidates: declarations.map(placeOf), evidence: text };
}

/** The template with most of the stack, of these the one with least beside it. */
function bestFirst(a: Standing, b: Standing): number {
  const beside = ({ declaration, agreement }: Standing) =>
    declaration.file.resources.length - agreement.shared;
  return (
    share(b.agreement) - share(a.agreement) || beside(a) - beside(b) || byPath(a.declaration, b.declaration)
  );
}

function byPath(a: Declaration, b: Declaration): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.resource.line - b.resource.line;
}

/** Findings of one stack ask the same of the same templates. */
function rememberedAgreement() {
  const known = new Map<readonly StackResource[], Map<TemplateFile, Agreement>>();
  return (file: TemplateFile, { members }: Membership): Agreement => {
    const ofStack = known.get(members) ?? new Map<TemplateFile, Agreement>();
    known.set(members, ofStack);
    const agreement = ofStack.get(file) ?? agreementOf(file, members);
    ofStack.set(file, agreement);
    return agreement;
  };
}
