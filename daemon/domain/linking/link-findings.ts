import { memoize } from '../../base/memoize.ts';
import { addTo } from '../../base/multimap.ts';
import type { Finding } from '../findings/finding.ts';
import { isGlobal } from '../resources/global.ts';
import type { StackResource } from '../stacks/stack-resource.ts';
import { maxCandidates } from './candidates.ts';
import type { LinkChoice } from './choices/link-choice.ts';
import { qualified } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import { timesDeclared } from './index/match-in-template.ts';
import { createWorkspaceMatcher } from './index/match-in-workspace.ts';
import type { TemplateIndex } from './index/template-index.ts';
import { createNamesAlike } from './likeness/name-likeness.ts';
import type { CandidateLimit, LinkingContext } from './linking-context.ts';
import { createNameLinker } from './names/link-by-name.ts';
import { createGeneratedNames } from './names/membership-by-name.ts';
import { createAgreements } from './stacks/agreement.ts';
import { contradictionOf, withoutCertainty } from './stacks/contradiction.ts';
import { createStacks, haveSameStackTags } from './stacks/create-stacks.ts';
import { linkByStack } from './stacks/link-by-stack.ts';
import { createTemplateMatcher } from './stacks/match-templates.ts';
import type { Membership, Stack, Stacks } from './stacks/membership.ts';

/** A team's stacks, as AWS reports them. */
export interface DeployedStacks {
  readonly stacks: readonly StackResource[];
  /** Stack id → hash of the template that CloudFormation deployed, if AWS returned it. */
  readonly templateHashes: ReadonlyMap<string, string>;
}

/** Options of `linkFindings`. */
export interface LinkOptions {
  /**
   * Whether the index has all templates of the workspace. Until then no place is known to be the only one: a link is
   * certain only if a file says which template is the stack's.
   */
  readonly isComplete?: boolean;
  /** `createStacks` of the same findings and stacks, if the caller has them. */
  readonly stacks?: Stacks;
  /** The user's choices, for which `linksWithChoices` needs more candidates. */
  readonly choices?: readonly LinkChoice[];
}

/**
 * Links each finding to the declaration of its resource. The stack of the resource is known by CloudFormation's tags, else by
 * the lists of stack resources, else by a name that CloudFormation generated. The template of the stack is known by what the
 * workspace says, else by the resources that both have. Without a stack, a name that a template gives decides. The type must
 * agree. Several equal places are candidates, never a guess.
 */
export function linkFindings(
  findings: readonly Finding[],
  { stacks: resources, templateHashes }: DeployedStacks,
  index: TemplateIndex,
  { isComplete = true, stacks = createStacks(resources, findings), choices = [] }: LinkOptions = {},
): Map<string, FindingLink> {
  const hintsFor = memoize((stack: Stack) => index.deployments.forStack(stack));
  const templatesOf = createTemplateMatcher({ index, stacks, hintsFor, templateHashes });
  const byGeneratedName = createGeneratedNames(index, stacks, templatesOf);
  const candidateLimit = candidateLimitWith(choices);
  const linkByName = createNameLinker(index, candidateLimit);
  const context: LinkingContext = {
    index,
    templatesOf,
    hintsFor,
    templateHashes,
    matchInWorkspace: createWorkspaceMatcher(index),
    agreements: createAgreements(index),
    namesAlike: createNamesAlike(),
    candidateLimit,
  };

  /** Stacks that may contain a resource, the surest first. If another stack lists it than its tags name, it was moved. */
  const membershipsOf = (finding: Finding): readonly Membership[] => {
    const tagged = stacks.byTags(finding);
    const listed = stacks.byPhysicalId(finding);
    if (!tagged && !listed) return [byGeneratedName(finding) ?? []].flat();
    const wasMoved = tagged && listed && tagged.stack !== listed.stack;
    return (wasMoved ? [listed, tagged] : [tagged, listed]).filter((each) => each !== undefined);
  };

  const linkOf = (finding: Finding): FindingLink => {
    let known: Membership | undefined;
    /** Why no template declares it, by the last membership. */
    let undeclared: FindingLink | undefined;
    const memberships = membershipsOf(finding);
    for (const membership of memberships) {
      const { link: found, isFromHint } = linkByStack(finding, membership, context);
      const link = checked(found, finding, membership, memberships);
      if (link.confidence !== 'none') return isComplete || isFromHint ? link : whileReading(link);
      if (membership.by !== 'generated-name') known ??= membership;
      undeclared = link;
    }
    const named = linkByName(finding, known);
    if (named) return isComplete ? named : whileReading(named);
    const name = finding.resource.name ?? finding.resource.id;
    const unknown = { by: 'name', name, reason: { kind: 'unknown' } } as const;
    return undeclared ?? { confidence: 'none', evidence: unknown };
  };

  /** Lowers the confidence if a known fact contradicts the link, and adds that fact to the evidence. */
  const checked = (
    link: FindingLink,
    finding: Finding,
    membership: Membership,
    memberships: readonly Membership[],
  ): FindingLink => {
    if (link.confidence === 'none') return link;
    const contradiction = contradictionOf(finding, membership, memberships);
    if (contradiction) {
      const evidence = qualified(link.evidence, contradiction);
      return { ...withoutCertainty(link, membership), evidence };
    }
    const { place } = link;
    const file = place && index.file(place.file);
    if (!file || timesDeclared(file, place.logicalId) < 2) return link;
    const evidence = qualified(link.evidence, { kind: 'repeated', logicalId: place.logicalId });
    return { ...link, confidence: probableAtMost(link), evidence };
  };

  /** Several rules fail on one resource: their findings share its link. By the resource's id. */
  const linked = new Map<string, { finding: Finding; link: () => FindingLink }[]>();
  const links = new Map<string, FindingLink>();
  for (const finding of findings) {
    const { id } = finding.resource;
    const known = linked.get(id)?.find((each) => isSameResource(each.finding, finding));
    const link = known?.link ?? index.reads.once(() => linkOf(inRegionOfResource(finding)));
    if (!known) addTo(linked, id, { finding, link });
    links.set(finding.key, index.reads.for(finding.key, link));
  }
  return links;
}

/** Takes only the id into account, because findings may share a link. */
function candidateLimitWith(choices: readonly LinkChoice[]): CandidateLimit {
  const byId = Map.groupBy(choices, ({ id }) => id);
  return ({ resource }) => maxCandidates + (byId.get(resource.id)?.length ?? 0);
}

/** Returns whether two findings have the same values in everything that links depend on. */
function isSameResource(one: Finding, other: Finding): boolean {
  const [a, b] = [one.resource, other.resource];
  return (
    one.account === other.account &&
    one.region === other.region &&
    a.type === b.type &&
    a.id === b.id &&
    a.name === b.name &&
    a.arn === b.arn &&
    haveSameStackTags(one, other)
  );
}

/** Lowers the confidence of a link that may be replaced when more templates have been read. */
function whileReading(link: FindingLink): FindingLink {
  const evidence = qualified(link.evidence, { kind: 'still-reading' });
  return { ...link, confidence: probableAtMost(link), evidence };
}

function probableAtMost({ confidence }: FindingLink): FindingLink['confidence'] {
  return confidence === 'certain' ? 'probable' : confidence;
}

/** GuardDuty reports a role in the region of its detector. The role, and the template that names it, may be in any. */
function inRegionOfResource(finding: Finding): Finding {
  return isGlobal(finding.resource.type) ? { ...finding, region: 'global' } : finding;
}
