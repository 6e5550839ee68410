import type { Text } from '../../../base/text.ts';
import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { foldsCase, isNamed, isNameUnique, namesOf } from '../../resources/names.ts';
import {
  byRest,
  candidates,
  isOtherStageOf,
  mostCandidates,
  placed,
  statedAsAnother,
  undeclared,
} from '../candidates.ts';
import { type Agreement, evidence, type Lacking } from '../evidence.ts';
import type { FindingLink } from '../finding-link.ts';
import type { Declaration } from '../index/declaration.ts';
import { possibleOf } from '../index/match-anywhere.ts';
import { declaredIn, type Found, namesAnother } from '../index/match-in-template.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import type { LinkingContext } from '../linking-context.ts';
import { compareName, isTelling } from '../names/name-patterns.ts';
import { sharingMost } from '../stacks/agreement.ts';
import type { Membership, Stack } from '../stacks/membership.ts';
import { withoutCopies } from './without-copies.ts';

/** A template that accounts for less of a stack is no place to send a person to without a word. */
const mostOfAStack = 0.8;
/** Share of a template's resources that the stack has: a template that declares far more is another's. */
const halfOfATemplate = 0.5;
/**
 * Candidates that are put in order by what they share with the stack. Nobody looks through more, and counting for each
 * what it shares would take minutes for a team's findings.
 */
const mostCounted = 64;
/** A stack of less resources than this looks like many others. */
const fewestToTell = 3;

/** Declarations that may be the resource's. */
interface Possible {
  /** Those that come first; none, where there are too many to say. */
  readonly best: readonly Found[];
  /** All of them: seldom asked for, and long for a `Bucket`. */
  readonly all: () => readonly Declaration[];
}

/**
 * Nobody says which template it is: the one that gives the resource its very name, else the one that has most of the
 * stack, where that is enough to tell. Sharing ranks; it proves nothing, since another repository may hold the same.
 */
export function linkByLikeness(finding: Finding, member: Membership, context: LinkingContext): FindingLink {
  const { index, agreements } = context;
  const { stack, logicalId } = member;
  const possible = possibleFor(finding, member, context);
  const best = withoutCopies(possible.best, ({ declaration }) => declaration, index.paths);
  const [only, another] = best;
  const listed = (textOf: (total: number) => Text) => {
    const all = possible.all();
    return candidates(inOrder(all, possible.best, stack, context), textOf(all.length), all.length);
  };
  if (!only) {
    if (possible.all().length === 0) return undeclared(finding, member, context);
    return listed((total) =>
      stack.listed ? evidence.tooMany(member, total) : evidence.littleKnown(member, total),
    );
  }
  if (another) {
    const alike = best.map((found) => found.declaration).sort(byRest);
    return candidates(alike, evidence.alike(member, alike.length));
  }
  const { declaration } = only;
  const elsewhere = statedAsAnother(declaration, stack, context);
  if (elsewhere) return listed(() => evidence.statedAsAnother(member, elsewhere, index.paths));
  const agreement: Agreement = {
    shared: agreements.shared(declaration.file, stack),
    of: stack.members.length,
    isWhole: stack.listed,
  };
  const hasMost = agreement.shared >= agreement.of * mostOfAStack;
  const named = isNamedSo(only, finding);
  const lacking = lackingFor(only, finding, stack, agreement, context);
  if (!named && !hasMost) return listed(() => evidence.barelyAlike(member, agreement));
  if (!named && lacking) {
    return listed((total) =>
      agreement.isWhole
        ? evidence.unproven(member, agreement, total, lacking)
        : evidence.littleKnown(member, total),
    );
  }
  const unique = isNameUnique(finding.resource.type);
  const agrees = hasMost && !index.paths.isCopy(declaration.file.path);
  const others = possible.all().length - 1;
  return {
    confidence: named && (unique || agrees) && others === 0 ? 'certain' : 'probable',
    ...placed(declaration, logicalId, index),
    evidence: evidence.throughStack(member, agreement, { named, others }, only),
  };
}

/** What a template that has most of the stack lacks, to be believed; nothing if that is enough. */
function lackingFor(
  { declaration, way }: Found,
  { resource, account, region }: Finding,
  stack: Stack,
  { shared, of }: Agreement,
  { index, namesAlike }: LinkingContext,
): Lacking | undefined {
  const { file, pattern } = declaration;
  const known = { account, region, stack: stack.name, defaults: file.defaults };
  const makesName =
    way === 'itself' &&
    pattern !== undefined &&
    isTelling(pattern) &&
    compareName(pattern, namesOf(resource), known, foldsCase(resource.type)) === 'same';
  if (makesName) return undefined;
  if (of < fewestToTell) return 'few';
  if (shared < file.resources.length * halfOfATemplate) return 'half';
  const isAlike =
    namesAlike(index.paths.short(file.path), stack.name) || isOtherStageOf(file, stack, { index });
  return isAlike ? undefined : 'name';
}

function possibleFor(finding: Finding, { stack, logicalId }: Membership, context: LinkingContext): Possible {
  const { index, agreements, declaredAnywhere } = context;
  const shared = ({ declaration }: Found) => agreements.shared(declaration.file, stack);
  const named = namedSo(finding, logicalId, index);
  if (named.length > 0) {
    return { best: sharingMost(named, shared), all: () => named.map(({ declaration }) => declaration) };
  }
  const declared = declaredAnywhere(finding.resource.type, logicalId);
  const all = () => possibleOf(declared, finding, stack.name);
  const leaders = agreements.leaders(stack);
  // More than anybody looks through tell nothing.
  if (leaders.length <= mostCandidates) {
    // What has most of the stack usually declares the resource: all that do need not be looked at.
    const leading = leaders
      .flatMap((file) => declaredIn(file, finding, logicalId))
      .filter(({ declaration, way }) => !namesAnother(declaration, way, finding, stack.name));
    // What leads may declare the resource in another way than most do.
    const otherwise = leading.flatMap(({ declaration, way }) => (way === declared.way ? [] : [declaration]));
    if (leading.length > 0)
      return { best: leading, all: otherwise.length === 0 ? all : () => [...otherwise, ...all()] };
  }
  const found = all();
  if (found.length > mostCounted) return { best: [], all };
  const { way } = declared;
  return {
    best: sharingMost(
      found.map((declaration) => ({ declaration, way })),
      shared,
    ),
    all: () => found,
  };
}

/** Those with most of the stack first, copies behind their sources. */
function inOrder(
  found: readonly Declaration[],
  best: readonly Found[],
  stack: Stack,
  { agreements, index }: LinkingContext,
): readonly Declaration[] {
  if (found.length < 2) return found;
  if (found.length > mostCounted) {
    const first = best.map(({ declaration }) => declaration);
    const isFirst = ({ resource }: Declaration) => first.some((each) => each.resource === resource);
    const next = found.slice(0, mostCandidates + first.length);
    return [...first, ...next.filter((declaration) => !isFirst(declaration))];
  }
  return found
    .map((declaration) => ({
      declaration,
      shared: agreements.shared(declaration.file, stack),
      rank: index.paths.rank(declaration.file.path),
    }))
    .sort((a, b) => b.shared - a.shared || a.rank - b.rank || byRest(a.declaration, b.declaration))
    .map(({ declaration }) => declaration);
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
