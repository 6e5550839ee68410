import { memoize } from '../../base/memoize.ts';
import { addTo } from '../../base/multimap.ts';
import type { Finding } from '../findings/finding.ts';
import type { StackResource } from '../stacks/stack-resource.ts';
import { evidence } from './evidence.ts';
import type { FindingLink } from './finding-link.ts';
import { declaredAnywhereIn } from './index/match-anywhere.ts';
import { timesDeclared } from './index/match-in-template.ts';
import type { TemplateIndex } from './index/template-index.ts';
import { createNamesAlike } from './likeness/name-likeness.ts';
import type { LinkingContext } from './linking-context.ts';
import { byNameIn } from './names/by-name.ts';
import { madeNamesIn } from './names/membership-by-name.ts';
import { agreementsIn } from './stacks/agreement.ts';
import { linkThroughStack } from './stacks/by-stack.ts';
import { contradictionOf, doubted } from './stacks/contradiction.ts';
import { originsIn } from './stacks/match-templates.ts';
import {
  haveSameStackTags,
  type Membership,
  type Stack,
  type Stacks,
  stacksOf,
} from './stacks/membership.ts';

export type { FindingLink };

/** What AWS says of a team's stacks. */
export interface Deployed {
  readonly stacks: readonly StackResource[];
  /** Stack id → hash of the template it was deployed from, where AWS told it. */
  readonly templateHashes: ReadonlyMap<string, string>;
}

export interface LinkOptions {
  /**
   * Whether the index has all templates of the workspace. Until then nobody knows that a place is the only one: just
   * what is said of a stack's template makes sure.
   */
  readonly whole?: boolean;
  /** `stacksOf` the same findings and stacks, where somebody has them already. */
  readonly stacks?: Stacks;
}

/**
 * Links each finding to where its resource is declared. Which stack holds it: by CloudFormation's tags, else by the
 * resources that stacks list, else by a name that CloudFormation made up. Which template is the stack's: by what the
 * workspace says, else by what they share. Without a stack: by a name that a template gives. The type must agree.
 * Several equal places are candidates, never a guess.
 */
export function linkFindings(
  findings: readonly Finding[],
  { stacks: resources, templateHashes }: Deployed,
  index: TemplateIndex,
  { whole = true, stacks = stacksOf(resources, findings) }: LinkOptions = {},
): Map<string, FindingLink> {
  const statementsOf = memoize((stack: Stack) => index.deployments.of(stack));
  const originsOf = originsIn({ index, stacks, statementsOf, templateHashes });
  const madeNames = madeNamesIn(index, stacks, originsOf);
  const linkByName = byNameIn(index);
  const context: LinkingContext = {
    index,
    originsOf,
    statementsOf,
    templateHashes,
    declaredAnywhere: declaredAnywhereIn(index),
    agreements: agreementsIn(index),
    namesAlike: createNamesAlike(),
  };

  /** What may hold a resource, the surest first: where another stack lists it than its tags name, it was moved. */
  const membershipsOf = (finding: Finding): readonly Membership[] => {
    const tagged = stacks.byTags(finding);
    const listed = stacks.byPhysicalId(finding);
    if (!tagged && !listed) return [madeNames(finding) ?? []].flat();
    const wasMoved = tagged && listed && tagged.stack !== listed.stack;
    return (wasMoved ? [listed, tagged] : [tagged, listed]).filter((member) => member !== undefined);
  };

  const linkOf = (finding: Finding): FindingLink => {
    let known: Membership | undefined;
    /** Why not, in the words of what speaks last. */
    let undeclared: FindingLink | undefined;
    const members = membershipsOf(finding);
    for (const member of members) {
      const { link: found, isStated } = linkThroughStack(finding, member, context);
      const link = contested(found, finding, member, members);
      if (link.confidence !== 'none') return whole || isStated ? link : soFar(link);
      if (member.from !== 'name') known ??= member;
      undeclared = link;
    }
    const unknown = evidence.unknown(finding.resource.name ?? finding.resource.id);
    const named = linkByName(finding, known);
    if (named) return whole ? named : soFar(named);
    return undeclared ?? { confidence: 'none', evidence: unknown };
  };

  /** Not sure where something speaks against it, which its evidence names. */
  const contested = (
    link: FindingLink,
    finding: Finding,
    member: Membership,
    members: readonly Membership[],
  ): FindingLink => {
    if (link.confidence === 'none') return link;
    const against = contradictionOf(finding, member, members);
    if (against)
      return { ...doubted(link, member), evidence: evidence.contradicted(link.evidence, member, against) };
    const { place } = link;
    const file = place && index.files.get(place.file);
    if (!file || timesDeclared(file, place.logicalId) < 2) return link;
    const confidence = link.confidence === 'certain' ? 'probable' : link.confidence;
    return { ...link, confidence, evidence: evidence.repeated(link.evidence, place.logicalId) };
  };

  /** Several rules find fault with one resource: they share its link. By the resource's id. */
  const linked = new Map<string, { finding: Finding; link: FindingLink }[]>();
  const links = new Map<string, FindingLink>();
  for (const finding of findings) {
    const { id } = finding.resource;
    const known = linked.get(id)?.find((each) => isSameResource(each.finding, finding));
    const link = known?.link ?? linkOf(finding);
    if (!known) addTo(linked, id, { finding, link });
    links.set(finding.key, link);
  }
  return links;
}

/** Whether all that links are made of is the same. */
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

/** What rests on being the only one, or on having most, as long as others may come. */
function soFar(link: FindingLink): FindingLink {
  const confidence = link.confidence === 'certain' ? 'probable' : link.confidence;
  return { ...link, confidence, evidence: evidence.onlySoFar(link.evidence) };
}
