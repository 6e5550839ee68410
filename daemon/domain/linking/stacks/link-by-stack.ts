import type { Finding } from '../../findings/finding.ts';
import { bySize, candidatesLink, placeWithSource } from '../candidates.ts';
import type { FindingLink } from '../finding-link.ts';
import type { Declaration } from '../index/declaration.ts';
import { hasOtherName, matchInTemplate } from '../index/match-in-template.ts';
import { linkByLikeness } from '../likeness/link-by-likeness.ts';
import { withoutCopies } from '../likeness/without-copies.ts';
import type { LinkingContext } from '../linking-context.ts';
import { withMostShared } from './agreement.ts';
import type { Membership } from './membership.ts';
import { creatorOf, proofOf, stackEvidence } from './stack-evidence.ts';
import { isGuessedByService, type TemplateMatch } from './template-match.ts';
import { undeclaredLink } from './undeclared.ts';

/** Share of a stack's resources that its template must account for; less means that the hint is out of date. */
const minStackShare = 0.8;
/** These name the template itself; other hints are typed by hand and may be out of date. */
const proofs: ReadonlySet<TemplateMatch['by']> = new Set(['mapping', 'cdk', 'text']);
/** These deploy a file unchanged; SAM and the Serverless Framework rewrite it first. */
const unchanged: ReadonlySet<TemplateMatch['by']> = new Set(['git-sync', 'command']);

/** A link through the stack that contains the resource. */
export interface StackLink {
  readonly link: FindingLink;
  /**
   * Whether a hint about the stack names its template. If so, templates that are read later change nothing.
   */
  readonly isFromHint: boolean;
}

/** Links to the place where the stack's template declares the finding's resource. The evidence of `none` says why. */
export function linkByStack(finding: Finding, membership: Membership, context: LinkingContext): StackLink {
  const matches = context.templatesOf(membership.stack);
  const matched = matches.length > 0 ? linkByMatches(finding, membership, matches, context) : undefined;
  // Another file may be identical, too.
  if (matched) return { link: matched, isFromHint: matches.every(({ by }) => by !== 'text') };
  const likely = linkByLikeness(finding, membership, context);
  const partial = likely.confidence === 'none' ? partialMatch(matches) : undefined;
  if (!partial) return { link: likely, isFromHint: false };
  const { paths } = context.index;
  const evidence = stackEvidence(membership, {
    kind: 'in-other-files',
    proof: proofOf(partial, paths),
    template: paths.shortWithFolder(partial.template.path),
  });
  return { link: { confidence: 'none', evidence }, isFromHint: false };
}

/**
 * Returns a match whose template includes other files. They may declare resources that the template does not.
 */
function partialMatch(matches: readonly TemplateMatch[]): TemplateMatch | undefined {
  return matches.find(({ template }) => template.hasPartsElsewhere);
}

/**
 * Links by the template that the workspace names; no other evidence counts. Returns `undefined` if the hint
 * is unreliable.
 */
function linkByMatches(
  finding: Finding,
  membership: Membership,
  matches: readonly TemplateMatch[],
  context: LinkingContext,
): FindingLink | undefined {
  const { index, agreements } = context;
  const { stack, logicalId } = membership;
  const declared = matches.flatMap(({ template }) => matchInTemplate(template, finding, logicalId));
  const possible = declared.filter(
    ({ declaration, kind }) => !hasOtherName(declaration, kind, finding, stack.name),
  );
  const here = withoutCopies(possible, ({ declaration }) => declaration, index.paths);
  const best = withMostShared(here, ({ declaration }) => agreements.shared(declaration.file, stack));
  const [only, another] = best;
  if (!only) {
    const [match] = matches;
    if (!match || declared.length > 0) return undeclaredLink(finding, membership, context);
    if (partialMatch(matches) || matches.every(isGuessedByService)) return undefined;
    const proof = proofOf(match, index.paths);
    const template = index.paths.shortWithFolder(match.template.path);
    const evidence = stackEvidence(membership, { kind: 'not-in-template', proof, template });
    return { confidence: 'none', evidence };
  }
  if (another) {
    const places = best.map(({ declaration }) => declaration).sort(bySize);
    return candidatesLink(
      places,
      stackEvidence(membership, { kind: 'alike', places: places.length }),
      context.candidateLimit(finding),
    );
  }
  const { declaration } = only;
  const match =
    matches.find(({ template }) => template === declaration.file) ?? (matches[0] as TemplateMatch);
  const reliability = reliabilityOf(match, declaration, membership, context);
  if (reliability === 'unreliable') return undefined;
  const isSure = here.length === 1 && matches.length === 1 && reliability === 'reliable';
  const proof = proofOf(match, index.paths);
  return {
    confidence: isSure && membership.by !== 'generated-name' ? 'certain' : 'probable',
    ...placeWithSource(declaration, logicalId, index),
    evidence: stackEvidence(membership, { kind: 'deployed', proof, ...creatorOf(only) }),
  };
}

/**
 * Returns whether a match is a deployed text, the team's mapping, or CDK's hint about one stack of one
 * account and region.
 */
function isAboutOneStack({ by, deployment }: TemplateMatch): boolean {
  if (by !== 'cdk') return true;
  return (
    deployment?.account !== undefined && deployment.region !== undefined && !deployment.stack?.includes('*')
  );
}

/**
 * Returns how far a match can be trusted. A proof is enough. Any other hint must agree with the stack's
 * resources and with the deployed text. Otherwise it is out of date, or is about a stack of the same name
 * elsewhere.
 */
function reliabilityOf(
  match: TemplateMatch,
  { file }: Declaration,
  { stack }: Membership,
  { templateHashes, agreements, index }: LinkingContext,
): 'reliable' | 'plausible' | 'unreliable' {
  const isProof = proofs.has(match.by) && !match.parent && isAboutOneStack(match);
  // It is not proved that a file is the source of a copy, and users seldom edit a copy.
  const isSecondHand = match.copy !== undefined || (index.paths.isCopy(file.path) && match.by !== 'mapping');
  if (isProof) return isSecondHand ? 'plausible' : 'reliable';
  const deployed = templateHashes.get(stack.id ?? '');
  const isChanged =
    deployed !== undefined && file.hash !== undefined && deployed !== file.hash && unchanged.has(match.by);
  // The Serverless Framework adds its own roles and log groups, so its stack has more resources than its file
  // declares.
  const expected = match.by === 'serverless' ? file.resources.length : stack.members.length;
  const isAgreed = agreements.shared(file, stack) >= Math.min(expected, stack.members.length) * minStackShare;
  if (!isAgreed || (isChanged && !stack.isListed)) return 'unreliable';
  return stack.isListed && !isChanged && !isGuessedByService(match) ? 'reliable' : 'plausible';
}
