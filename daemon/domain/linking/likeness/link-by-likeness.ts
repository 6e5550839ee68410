import type { Finding } from '../../findings/finding.ts';
import { declaredAs } from '../../resources/declared-types.ts';
import { isLowerCase, isNamed, isNameUnique, namesOf } from '../../resources/names.ts';
import { bySize, candidatesLink, maxCandidates, placeWithSource } from '../candidates.ts';
import type { Agreement, Doubt, TemplateReason } from '../evidence.ts';
import type { FindingLink } from '../finding-link.ts';
import type { Declaration } from '../index/declaration.ts';
import { type DeclarationMatch, hasOtherName, matchInTemplate } from '../index/match-in-template.ts';
import { possibleDeclarations } from '../index/match-in-workspace.ts';
import type { TemplateIndex } from '../index/template-index.ts';
import type { LinkingContext } from '../linking-context.ts';
import { compareName, isDistinctive } from '../names/name-patterns.ts';
import { withMostShared } from '../stacks/agreement.ts';
import type { Membership, Stack } from '../stacks/membership.ts';
import { deploymentAsAnother, isDeployedAsOtherStage } from '../stacks/other-deployments.ts';
import { creatorOf, hintLine, stackEvidence } from '../stacks/stack-evidence.ts';
import { undeclaredLink } from '../stacks/undeclared.ts';
import { withoutCopies } from './without-copies.ts';

/** Share of a stack's resources that a template must account for; below it, a place is only a candidate. */
const minStackShare = 0.8;
/** Share of a template's resources that the stack must have: a template that declares far more belongs to another stack. */
const minTemplateShare = 0.5;
/** More candidates than this are not ordered by what they share with the stack: that would take minutes for a team. */
const maxRankedCandidates = 64;
/** A stack with fewer resources looks like many others. */
const minStackResources = 3;

/** Declarations that may be the resource's. */
interface Possible {
  /** The ones that come first; empty if there are too many to compare. */
  readonly best: readonly DeclarationMatch[];
  /** All of them. A function, because they are seldom needed and there may be thousands, as for a `Bucket`. */
  readonly all: () => readonly Declaration[];
}

/**
 * Links a resource whose stack's template no hint names: to the template that gives the resource its literal name, else to
 * the one that has the most of the stack, if that is distinctive enough. What a template and a stack share is a rank and not
 * a proof, because another repository may declare the same.
 */
export function linkByLikeness(
  finding: Finding,
  membership: Membership,
  context: LinkingContext,
): FindingLink {
  const { index, agreements } = context;
  const limit = context.candidateLimit(finding);
  const { stack, logicalId } = membership;
  const possible = possibleFor(finding, membership, context);
  const best = withoutCopies(possible.best, ({ declaration }) => declaration, index.paths);
  const [only, another] = best;
  const listed = (reasonFor: (places: number) => TemplateReason) => {
    const all = possible.all();
    const evidence = stackEvidence(membership, reasonFor(all.length));
    return candidatesLink(inOrder(all, possible.best, stack, limit, context), evidence, limit, all.length);
  };
  if (!only) {
    if (possible.all().length === 0) return undeclaredLink(finding, membership, context);
    return listed((places) => ({ kind: stack.isListed ? 'too-many' : 'stack-unlisted', places }));
  }
  if (another) {
    const alike = best.map(({ declaration }) => declaration).sort(bySize);
    return candidatesLink(alike, stackEvidence(membership, { kind: 'alike', places: alike.length }), limit);
  }
  const { declaration } = only;
  const deployment = deploymentAsAnother(declaration, stack, context);
  if (deployment) {
    const { stack: name = '', account, region } = deployment;
    return listed(() => ({
      kind: 'deployed-as-another',
      hint: hintLine(deployment, index.paths),
      stack: name,
      ...(account !== undefined && { account }),
      ...(region !== undefined && { region }),
    }));
  }
  const agreement = agreements.between(declaration.file, stack);
  const hasMost = agreement.shared >= agreement.total * minStackShare;
  const isNamed = hasExactName(only, finding);
  const doubt = doubtAbout(only, finding, stack, agreement, context);
  if (!isNamed && !hasMost) return listed(() => ({ kind: 'few-shared', agreement }));
  if (!isNamed && doubt) {
    return listed((places) =>
      agreement.isComplete
        ? { kind: 'unproven', agreement, places, doubt }
        : { kind: 'stack-unlisted', places },
    );
  }
  const isUnique = isNameUnique(finding.resource.type);
  const isAgreed = hasMost && !index.paths.isCopy(declaration.file.path);
  const others = possible.all().length - 1;
  const reason = { kind: 'most-shared', agreement, isNamed, others, ...creatorOf(only) } as const;
  return {
    confidence: isNamed && (isUnique || isAgreed) && others === 0 ? 'certain' : 'probable',
    ...placeWithSource(declaration, logicalId, index),
    evidence: stackEvidence(membership, reason),
  };
}

/**
 * Returns why a template that has most of the stack may still belong to another; `undefined` if it is
 * distinctive.
 */
function doubtAbout(
  { declaration, kind }: DeclarationMatch,
  { resource, account, region }: Finding,
  stack: Stack,
  { shared, total }: Agreement,
  { index, namesAlike }: LinkingContext,
): Doubt | undefined {
  const { file, pattern } = declaration;
  const circumstances = { account, region, stack: stack.name, defaults: file.defaults };
  const givesName =
    kind === 'itself' &&
    pattern !== undefined &&
    isDistinctive(pattern) &&
    compareName(pattern, namesOf(resource), circumstances, isLowerCase(resource.type)) === 'same';
  if (givesName) return undefined;
  if (total < minStackResources) return 'few-resources';
  if (shared < file.resources.length * minTemplateShare) return 'larger-template';
  const isAlike =
    namesAlike(index.paths.short(file.path), stack.name) || isDeployedAsOtherStage(file, stack, { index });
  return isAlike ? undefined : 'no-common-word';
}

function possibleFor(finding: Finding, { stack, logicalId }: Membership, context: LinkingContext): Possible {
  const { index, agreements, matchInWorkspace } = context;
  const shared = ({ declaration }: DeclarationMatch) => agreements.shared(declaration.file, stack);
  const named = withExactName(finding, logicalId, index);
  if (named.length > 0) {
    return { best: withMostShared(named, shared), all: () => named.map(({ declaration }) => declaration) };
  }
  const matches = matchInWorkspace(finding.resource.type, logicalId);
  const all = () => possibleDeclarations(matches, finding, stack.name);
  const bestFiles = agreements.best(stack);
  // If there are more, they do not distinguish anything.
  if (bestFiles.length <= maxCandidates) {
    // The template with the most of the stack usually declares the resource: then the others need no comparison.
    const best = bestFiles
      .flatMap((file) => matchInTemplate(file, finding, logicalId))
      .filter(({ declaration, kind }) => !hasOtherName(declaration, kind, finding, stack.name));
    // The best templates may match in another way than the rest of the workspace.
    const otherKinds = best.flatMap(({ declaration, kind }) => (kind === matches.kind ? [] : [declaration]));
    if (best.length > 0)
      return { best, all: otherKinds.length === 0 ? all : () => [...otherKinds, ...all()] };
  }
  const found = all();
  if (found.length > maxRankedCandidates) return { best: [], all };
  const { kind } = matches;
  return {
    best: withMostShared(
      found.map((declaration) => ({ declaration, kind })),
      shared,
    ),
    all: () => found,
  };
}

/** Orders declarations: first the ones with the most of the stack, copies after their sources. */
function inOrder(
  found: readonly Declaration[],
  best: readonly DeclarationMatch[],
  stack: Stack,
  limit: number,
  { agreements, index }: LinkingContext,
): readonly Declaration[] {
  if (found.length < 2) return found;
  if (found.length > maxRankedCandidates) {
    const first = best.map(({ declaration }) => declaration);
    const isFirst = ({ resource }: Declaration) => first.some((each) => each.resource === resource);
    const next = found.slice(0, limit + first.length);
    return [...first, ...next.filter((declaration) => !isFirst(declaration))];
  }
  return found
    .map((declaration) => ({
      declaration,
      shared: agreements.shared(declaration.file, stack),
      rank: index.paths.rank(declaration.file.path),
    }))
    .sort((a, b) => b.shared - a.shared || a.rank - b.rank || bySize(a.declaration, b.declaration))
    .map(({ declaration }) => declaration);
}

/** Returns declarations under the logical id whose literal name is the resource's. A name from a function fits many. */
function withExactName(finding: Finding, logicalId: string, index: TemplateIndex): DeclarationMatch[] {
  const { resource } = finding;
  if (resource.name === undefined) return [];
  return declaredAs(resource.type)
    .flatMap((type) => namesOf(resource).flatMap((name) => index.named(type, name)))
    .filter((declaration) => declaration.resource.id === logicalId)
    .map((declaration): DeclarationMatch => ({ declaration, kind: 'itself' }))
    .filter((match) => hasExactName(match, finding));
}

function hasExactName({ declaration, kind }: DeclarationMatch, { resource }: Finding): boolean {
  const { name } = declaration;
  return kind === 'itself' && resource.name !== undefined && name !== undefined && isNamed(resource, name);
}
