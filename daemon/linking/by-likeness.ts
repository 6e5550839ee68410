import type { Finding } from '../findings/finding.ts';
import type { Agreements } from './agreement.ts';
import { isCopy, shortPath, withoutCopies } from './copies.ts';
import { declarationsIn, declarationsOf, type Found, naming } from './declared.ts';
import { type Agreement, evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import { byRest, candidates, placed, statedAsAnother, undeclared } from './places.ts';
import { declaredAs, isNamed, namesOf } from './resource-types.ts';
import { namesAlike } from './stack-names.ts';
import type { Membership } from './stacks.ts';
import type { TemplateIndex } from './template-index.ts';

interface LikenessContext {
  readonly index: TemplateIndex;
  readonly agreements: Agreements;
}

/** A template that accounts for less of a stack is no place to send a person to without a word. */
const mostOfAStack = 0.8;
/** Share of a template's resources that the stack has: a template that declares far more is another's. */
const halfOfATemplate = 0.5;
/** Candidates that are put in order by what they share with the stack. */
const mostCounted = 64;
/** A stack of less resources than this looks like many others. */
const fewestToTell = 3;

/**
 * Nobody says which template it is: the one that gives the resource its very name, else the one that has most of the
 * stack, where that is enough to tell. Sharing ranks; it proves nothing, since another repository may hold the same.
 */
export function linkByLikeness(
  finding: Finding,
  member: Membership,
  { index, agreements }: LikenessContext,
): FindingLink {
  const { stack, logicalId } = member;
  const { best, standing } = standingFor(finding, member, { index, agreements });
  const [only, another] = withoutCopies(best, ({ declaration }) => declaration, index);
  if (!only) return undeclared(finding, member, declarationsOf(finding, logicalId, index), index);
  const { declaration } = only;
  const agreement: Agreement = {
    shared: agreements.shared(declaration.file, stack),
    of: stack.members.length,
  };
  const all = () => {
    const found = standing();
    // Nobody looks through so many, and counting each would take seconds for a team's findings: the best come first.
    if (found.length > mostCounted) {
      const first = new Set(best.map((each) => each.declaration.resource));
      const others = found.filter((each) => !first.has(each.declaration.resource));
      return [...best, ...others].map((each) => each.declaration);
    }
    return found
      .map((each) => ({ ...each, shared: agreements.shared(each.declaration.file, stack) }))
      .sort((a, b) => b.shared - a.shared || byRest(a.declaration, b.declaration))
      .map((each) => each.declaration);
  };
  if (another) {
    const alike = withoutCopies(best, (found) => found.declaration, index).map((found) => found.declaration);
    return candidates([...alike].sort(byRest), evidence.alike(member, alike.length));
  }
  const elsewhere = statedAsAnother(declaration, stack, index);
  if (elsewhere) {
    const text = evidence.statedAsAnother(member, elsewhere, (file) => shortPath(file, index));
    return candidates(all(), text);
  }
  const named = isNamedSo(only, finding);
  // Bucket names are unique in the world, others only in their account and region.
  const unique = finding.resource.type === 'AWS::S3::Bucket';
  const agrees = agreement.shared >= agreement.of * mostOfAStack && !isCopy(declaration.file.path, index);
  const enough =
    agreement.of >= fewestToTell &&
    agreement.shared >= agreement.of * mostOfAStack &&
    agreement.shared >= declaration.file.resources.length * halfOfATemplate &&
    namesAlike(shortPath(declaration.file.path, index), stack.name);
  if (!named && !enough) {
    const others = all();
    const lacking = agreement.shared < agreement.of * mostOfAStack;
    return candidates(
      others,
      lacking ? evidence.barelyAlike(member, agreement) : evidence.littleKnown(member, others.length),
    );
  }
  const others = index.declarations(declaration.resource.type ?? '', logicalId).length - 1;
  return {
    confidence: named && (unique || agrees) && standing().length === 1 ? 'certain' : 'probable',
    ...placed(declaration, logicalId, index),
    evidence: evidence.throughStack(member, agreement, { named, others }, only),
  };
}

/** Those that come first, and, where somebody asks, all that are possible. */
function standingFor(
  finding: Finding,
  { stack, logicalId }: Membership,
  { index, agreements }: LikenessContext,
): { best: readonly Found[]; standing: () => readonly Found[] } {
  const fits = (found: Found) => naming(found, finding, stack.name) !== 'another';
  const named = namedSo(finding, logicalId, index);
  if (named.length > 0) {
    const most = Math.max(...named.map(({ declaration }) => agreements.shared(declaration.file, stack)));
    const best = named.filter(({ declaration }) => agreements.shared(declaration.file, stack) === most);
    return { best, standing: () => named };
  }
  const all = () => declarationsOf(finding, logicalId, index).filter(fits);
  // What has most of the stack usually declares the resource: all that do need not be looked at.
  const leading = agreements
    .leaders(stack)
    .flatMap((file) => declarationsIn(file, finding, logicalId, index))
    .filter(fits);
  if (leading.length > 0) return { best: leading, standing: all };
  const found = all();
  let most = 0;
  for (const { declaration } of found) most = Math.max(most, agreements.shared(declaration.file, stack));
  const best = found.filter(({ declaration }) => agreements.shared(declaration.file, stack) === most);
  return { best, standing: () => found };
}

/** Declarations under the logical id whose literal name is the resource's. A name that a function makes fits many. */
function namedSo(finding: Finding, logicalId: string, index: TemplateIndex): Found[] {
  const { resource } = finding;
  if (resource.name === undefined) return [];
  return declaredAs(resource.type)
    .flatMap((type) => namesOf(resource).flatMap((name) => index.named(type, name)))
    .filter((declaration) => declaration.resource.id === logicalId)
    .map((declaration): Found => ({ declaration, way: 'itself' }))
    .filter((found) => isNamedSo(found, finding));
}

function isNamedSo({ declaration, way }: Found, { resource }: Finding): boolean {
  const { name } = declaration;
  return way === 'itself' && resource.name !== undefined && name !== undefined && isNamed(resource, name);
}
