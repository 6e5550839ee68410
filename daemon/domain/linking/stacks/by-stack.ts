import type { Finding } from '../../findings/finding.ts';
import { byRest, candidates, placed, undeclared } from '../candidates.ts';
import { evidence } from '../evidence.ts';
import type { FindingLink } from '../finding-link.ts';
import type { Declaration } from '../index/declaration.ts';
import { declaredIn, namesAnother } from '../index/match-in-template.ts';
import { linkByLikeness } from '../likeness/by-likeness.ts';
import { withoutCopies } from '../likeness/without-copies.ts';
import type { LinkingContext } from '../linking-context.ts';
import { sharingMost } from './agreement.ts';
import type { Membership } from './membership.ts';
import type { Origin } from './template-match.ts';

/** Share of a stack's resources that a template must account for, to be what its statement says. */
const mostOfAStack = 0.8;
/** Statements that name the template itself; others are typed by hand and may be out of date. */
const proofs: ReadonlySet<Origin['by']> = new Set(['mapping', 'cdk', 'text']);
/** What is deployed as it is written: SAM and serverless rewrite a template before. */
const verbatim: ReadonlySet<Origin['by']> = new Set(['git-sync', 'command']);

/** A link, and whether a statement about the stack names its template: then others that may come change nothing. */
export interface ThroughStack {
  readonly link: FindingLink;
  readonly isStated: boolean;
}

/** Where the stack's template declares the finding's resource. `none` says why not. */
export function linkThroughStack(
  finding: Finding,
  member: Membership,
  context: LinkingContext,
): ThroughStack {
  const origins = context.originsOf(member.stack);
  const stated = origins.length > 0 ? byOrigin(finding, member, origins, context) : undefined;
  // Another file may hold the same text.
  if (stated) return { link: stated, isStated: origins.every(({ by }) => by !== 'text') };
  const likely = linkByLikeness(finding, member, context);
  const open = likely.confidence === 'none' ? partial(origins) : undefined;
  const text = open && evidence.inOtherParts(member, open, context.index.paths);
  return { link: text ? { confidence: 'none', evidence: text } : likely, isStated: false };
}

/** One whose template takes parts from other files: what it does not declare, they may. */
function partial(origins: readonly Origin[]): Origin | undefined {
  return origins.find(({ template }) => template.hasPartsElsewhere);
}

/** The workspace says which template it is: nothing else counts. Nothing where what it says is doubtful. */
function byOrigin(
  finding: Finding,
  member: Membership,
  origins: readonly Origin[],
  context: LinkingContext,
): FindingLink | undefined {
  const { index, agreements } = context;
  const { stack, logicalId } = member;
  const declared = origins.flatMap(({ template }) => declaredIn(template, finding, logicalId));
  const possible = declared.filter(
    ({ declaration, way }) => !namesAnother(declaration, way, finding, stack.name),
  );
  const here = withoutCopies(possible, ({ declaration }) => declaration, index.paths);
  const best = sharingMost(here, ({ declaration }) => agreements.shared(declaration.file, stack));
  const [only, another] = best;
  if (!only) {
    const [origin] = origins;
    if (!origin || declared.length > 0) return undeclared(finding, member, context);
    if (partial(origins)) return undefined;
    const text = evidence.notInOrigin(member, origin, index.paths);
    return { confidence: 'none', evidence: text };
  }
  if (another) {
    const places = best.map(({ declaration }) => declaration).sort(byRest);
    return candidates(places, evidence.alike(member, places.length));
  }
  const { declaration } = only;
  const origin = origins.find(({ template }) => template === declaration.file) ?? (origins[0] as Origin);
  const text = evidence.byOrigin(member, only, origin, index.paths);
  const standing = standingOf(origin, declaration, member, context);
  if (standing === 'doubtful') return undefined;
  const sure = here.length === 1 && origins.length === 1 && standing === 'sure';
  return {
    confidence: sure && member.from !== 'name' ? 'certain' : 'probable',
    ...placed(declaration, logicalId, index),
    evidence: text,
  };
}

/** A text, a person's word, or CDK's about one stack of one account and region. */
function namesOne({ by, deployment }: Origin): boolean {
  if (by !== 'cdk') return true;
  return (
    deployment?.account !== undefined && deployment.region !== undefined && !deployment.stack?.includes('*')
  );
}

/**
 * A proof is enough. A statement must agree with what the stack holds and with the text it was deployed from: else it is
 * out of date, or about a stack of the same name elsewhere.
 */
function standingOf(
  origin: Origin,
  { file }: Declaration,
  { stack }: Membership,
  { templateHashes, agreements, index }: LinkingContext,
): 'sure' | 'fair' | 'doubtful' {
  const isProof = proofs.has(origin.by) && !origin.within && namesOne(origin);
  // What a source is taken for is no proof of it, and a copy is seldom what a person edits.
  const isSecondHand =
    origin.copy !== undefined || (index.paths.isCopy(file.path) && origin.by !== 'mapping');
  if (isProof) return isSecondHand ? 'fair' : 'sure';
  const deployed = templateHashes.get(stack.id ?? '');
  const differs =
    deployed !== undefined && file.hash !== undefined && deployed !== file.hash && verbatim.has(origin.by);
  // The Serverless Framework adds roles and log groups of its own: its stack holds more than its file says.
  const whole = origin.by === 'serverless' ? file.resources.length : stack.members.length;
  // `--stage` makes any name of a service: that a name fits is no proof.
  const isPattern = origin.by === 'serverless' && origin.deployment?.stack?.includes('*') === true;
  const agrees = agreements.shared(file, stack) >= Math.min(whole, stack.members.length) * mostOfAStack;
  if (!agrees || (differs && !stack.listed)) return 'doubtful';
  return stack.listed && !differs && !isPattern ? 'sure' : 'fair';
}
